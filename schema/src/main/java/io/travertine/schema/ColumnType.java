package io.travertine.schema;

/** The type of a column, with the unit in which its values travel. */
public enum ColumnType {
    /** True or false. */
    BOOLEAN,
    /** Days since 1970-01-01, a 32-bit signed integer. */
    DATE,
    /** A 64-bit signed integer. */
    INT64,
    /** An IEEE 754 double. */
    FLOAT64,
    /** Microseconds since 1970-01-01T00:00:00Z, a 64-bit signed integer. */
    TIMESTAMP,
    /** UTF-8 text. */
    STRING,
    /** Bytes. */
    BINARY,
    /** The text of a JSON value, UTF-8. */
    JSON,
    /** A 128-bit record id, 16 bytes, big-endian, so that byte order is id order. */
    RECORD_ID
}
