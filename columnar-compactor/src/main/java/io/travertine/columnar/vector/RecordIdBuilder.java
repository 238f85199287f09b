package io.travertine.columnar.vector;

import io.travertine.ids.Ulid;
import io.travertine.schema.ColumnType;

/** Grows a RECORD_ID column, from numbers or the text of a UUID (8-4-4-4-12 hexadecimal digits). */
public final class RecordIdBuilder extends FixedWidthBuilder {
    private static final int TEXT_LENGTH = 36;
    /** Where the hyphens stand, one bit a place. */
    private static final long HYPHENS = 1L << 8 | 1L << 13 | 1L << 18 | 1L << 23;

    public RecordIdBuilder() {
        super(ColumnType.RECORD_ID, 2 * Long.BYTES);
    }

    @Override
    public boolean putText(int row, byte[] source, int position, int length) {
        if (length == Ulid.TEXT_LENGTH) {
            return putUlid(row, source, position);
        }
        if (length != TEXT_LENGTH) {
            return false;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            byte character = source[position + i];
            if ((HYPHENS >>> i & 1) != 0 && i < Long.SIZE) {
                if (character != '-') {
                    return false;
                }
                continue;
            }
            int digit = character < 0 ? -1 : Character.digit(character, 16);
            if (digit < 0) {
                return false;
            }
            high = high << 4 | low >>> 60;
            low = low << 4 | digit;
        }
        return putId(row, high, low);
    }

    private boolean putUlid(int row, byte[] source, int position) {
        try {
            Ulid ulid = Ulid.parse(source, position);
            return putId(row, ulid.high(), ulid.low());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public boolean putId(int row, long high, long low) {
        int position = place(row);
        Memory.putLongBigEndian(values(), position, high);
        Memory.putLongBigEndian(values(), position + Long.BYTES, low);
        return true;
    }
}
