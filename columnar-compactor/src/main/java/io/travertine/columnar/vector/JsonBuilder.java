package io.travertine.columnar.vector;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.travertine.schema.ColumnType;
import java.nio.charset.StandardCharsets;

/** Grows a JSON column. Everything fits: as the text of a JSON value. */
public final class JsonBuilder extends BytesBuilder {
    public JsonBuilder() {
        super(ColumnType.JSON);
    }

    @Override
    public boolean putBoolean(int row, boolean value) {
        return putUtf8(row, Boolean.toString(value));
    }

    @Override
    public boolean putLong(int row, long value) {
        return putUtf8(row, Long.toString(value));
    }

    /** JSON has no NaN and no infinities: they become texts. */
    @Override
    public boolean putDouble(int row, double value) {
        String text = Numbers.text(value);
        return putUtf8(row, Double.isFinite(value) ? text : '"' + text + '"');
    }

    @Override
    public boolean putText(int row, byte[] source, int position, int length) {
        String text = new String(source, position, length, StandardCharsets.UTF_8);
        return putUtf8(row, '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"');
    }

    @Override
    public boolean putJson(int row, byte[] source, int position, int length) {
        return putBytes(row, source, position, length);
    }

    private boolean putUtf8(int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return putBytes(row, bytes, 0, bytes.length);
    }
}
