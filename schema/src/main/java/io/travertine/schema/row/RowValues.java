package io.travertine.schema.row;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** What generated codecs share, and those that read a schema. */
public final class RowValues {
    private RowValues() {}

    /** Makes an id. */
    @FunctionalInterface
    public interface IdMaker<T> {
        T make(long high, long low);
    }

    /**
     * Reads an id.
     *
     * @throws RowException when it is none of the kind
     */
    public static <T> T id(RowReader row, IdMaker<T> maker) {
        long high = row.high();
        long low = row.low();
        try {
            return maker.make(high, low);
        } catch (IllegalArgumentException otherKind) {
            throw row.wrong(String.valueOf(otherKind.getMessage()), "an id of the field's kind");
        }
    }

    /** Microseconds since 1970. */
    public static long micros(Instant time) {
        return RowWriter.micros(time);
    }

    public static void put(ColumnSink sink, int column, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sink.putText(column, utf8, 0, utf8.length);
    }

    /** Bytes, in base 64. */
    public static void put(ColumnSink sink, int column, byte[] bytes) {
        byte[] text = Base64.getEncoder().encode(bytes);
        sink.putText(column, text, 0, text.length);
    }

    /** A number; NaN and the infinities, which JSON has not, are null. */
    public static void put(ColumnSink sink, int column, double number) {
        if (Double.isFinite(number)) {
            sink.putDouble(column, number);
        }
    }

    /** A float as the number that its shortest text is, as in JSON. */
    public static void put(ColumnSink sink, int column, float number) {
        if (Float.isFinite(number)) {
            sink.putDouble(column, Double.parseDouble(Float.toString(number)));
        }
    }
}
