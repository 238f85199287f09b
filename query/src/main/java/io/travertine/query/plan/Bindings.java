package io.travertine.query.plan;

import io.travertine.query.expression.Constant;
import java.util.List;

/**
 * What a plan leaves open until it runs.
 *
 * @param parameters one constant for each {@code ?}
 * @param nowMicros the time that {@code current_timestamp} gives
 */
public record Bindings(List<Constant> parameters, long nowMicros) {
    static final Bindings NONE = new Bindings(List.of(), 0);

    public Bindings {
        parameters = List.copyOf(parameters);
    }
}
