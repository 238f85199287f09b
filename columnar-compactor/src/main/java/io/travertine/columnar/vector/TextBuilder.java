package io.travertine.columnar.vector;

import io.travertine.schema.ColumnType;
import java.nio.charset.StandardCharsets;

/** Grows a STRING column. Every scalar fits: as its text. */
public final class TextBuilder extends BytesBuilder {
    public TextBuilder() {
        super(ColumnType.STRING);
    }

    @Override
    public boolean putBoolean(int row, boolean value) {
        return putAscii(row, Boolean.toString(value));
    }

    @Override
    public boolean putLong(int row, long value) {
        return putAscii(row, Long.toString(value));
    }

    @Override
    public boolean putDouble(int row, double value) {
        return putAscii(row, Numbers.text(value));
    }

    private boolean putAscii(int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return putBytes(row, bytes, 0, bytes.length);
    }
}
