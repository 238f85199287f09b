package io.travertine.schema.row;

/**
 * Takes the values of a record, column by column, as a columnar store appends them: without boxes and without reflection. A column that gets
 * no call is null.
 */
public interface ColumnSink {
    void putBoolean(int column, boolean value);

    /** Also days, and microseconds since 1970. */
    void putLong(int column, long value);

    void putDouble(int column, double value);

    /** Text in UTF-8; the bytes may change after the call. */
    void putText(int column, byte[] utf8, int from, int length);

    /** 128 bits. */
    void putId(int column, long high, long low);

    /** A list, map or record as JSON; the bytes may change after the call. */
    void putJson(int column, byte[] utf8, int from, int length);
}
