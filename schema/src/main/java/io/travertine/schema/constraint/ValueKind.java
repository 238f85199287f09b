package io.travertine.schema.constraint;

/** What kinds of value constraints tell apart, and the class in which each travels where types are not known at compile time. */
public enum ValueKind {
    /** {@code Boolean}. */
    BOOLEAN("a boolean"),
    /** {@code Long}. */
    INTEGER("a whole number"),
    /** {@code Double}. */
    FLOAT("a floating-point number"),
    /** {@code BigDecimal}. */
    DECIMAL("a decimal number"),
    /** {@code String}. */
    TEXT("text"),
    /** {@code byte[]}. */
    BYTES("bytes"),
    /** {@code LocalDate}. */
    DATE("a date"),
    /** {@code Instant}. */
    TIMESTAMP("a time"),
    /** {@code UUID}. */
    ID("an id"),
    /** {@code Collection}. */
    LIST("a list"),
    /** {@code Map} from text. */
    MAP("a map"),
    /** {@code Map} from field names. */
    RECORD("a record");

    private final String words;

    ValueKind(String words) {
        this.words = words;
    }

    /** With its article, for messages. */
    @Override
    public String toString() {
        return words;
    }
}
