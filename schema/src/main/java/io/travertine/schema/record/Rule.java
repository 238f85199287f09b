package io.travertine.schema.record;

import io.travertine.schema.constraint.Condition;
import io.travertine.schema.constraint.ConditionCheck;
import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ValueKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition over several fields of a record, see {@link Condition}. Its violations have the code {@code check}.
 *
 * @param field the one to which a violation is put down, or null for the record
 * @param message what to say, or null for the condition itself
 */
public record Rule(
        String condition, @Nullable String field, @Nullable String message) {
    public static final String CODE = "check";

    void check(List<String> names, Map<String, ValueKind> kinds) {
        check(kinds);
        if (field != null && !names.contains(field)) {
            throw new IllegalArgumentException(
                    "the condition '" + condition + "' is put down to the field '" + field + "', which does not exist");
        }
    }

    /** The condition, fitted to the fields of its record. */
    public ConditionCheck check(Map<String, ValueKind> kinds) {
        return ConditionCheck.of(Condition.parse(condition), kinds);
    }

    /** As a constraint, for messages. */
    public Constraint constraint() {
        return new Constraint(
                CODE,
                Map.of("condition", condition),
                message == null ? "must meet the condition {condition}" : message);
    }
}
