package io.travertine.broker.http.ingest;

import io.travertine.schema.validation.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** A record that cannot be taken, with where it stands in the body. */
public final class BadInputException extends Exception {
    /** What the client did wrong. */
    public enum Kind {
        /** The text is no JSON, or not the JSON expected. */
        MALFORMED,
        /** The record is larger than the topic takes. */
        TOO_LARGE,
        /** The record breaks the topic's schema. */
        INVALID
    }

    private final Kind kind;
    private final String unit;
    private final long number;
    private final long position;
    private final transient List<Violation> violations;

    /**
     * @param unit what is counted: {@code line} or {@code record}
     * @param number of the line or record, from 1
     * @param position byte in the line, from 1, or 0 when there is none to name
     */
    BadInputException(Kind kind, String unit, long number, long position, String found) {
        this(kind, unit, number, position, found, List.of());
    }

    private BadInputException(
            Kind kind, String unit, long number, long position, String found, List<Violation> violations) {
        super(unit + " " + number + (position > 0 ? ", position " + position : "") + ": " + found);
        this.kind = kind;
        this.unit = unit;
        this.number = number;
        this.position = position;
        this.violations = violations;
    }

    /** The same objection, for these reasons. */
    BadInputException with(List<Violation> reasons) {
        String found = reasons.stream().map(Violation::toString).collect(Collectors.joining("; "));
        return new BadInputException(kind, unit, number, position, found, reasons);
    }

    /** What is wrong with a record that breaks the schema, in the schema's order. */
    public List<Violation> violations() {
        return violations;
    }

    public Kind kind() {
        return kind;
    }

    public String unit() {
        return unit;
    }

    public long number() {
        return number;
    }

    public long position() {
        return position;
    }
}
