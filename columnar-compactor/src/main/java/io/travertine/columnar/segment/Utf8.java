package io.travertine.columnar.segment;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.vector.Memory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Whether the values of a column are texts. */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    static boolean isText(Column column) {
        if (column instanceof DictionaryColumn codes) {
            return isText(codes.dictionary());
        }
        BytesColumn bytes = (BytesColumn) column;
        byte[] data = Memory.array(bytes.data());
        if (isAscii(data, bytes.end(bytes.size() - 1))) {
            return true;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        for (int row = 0; row < bytes.size(); row++) {
            try {
                decoder.decode(ByteBuffer.wrap(data, bytes.start(row), bytes.end(row) - bytes.start(row)));
            } catch (CharacterCodingException e) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(byte[] data, int length) {
        int position = 0;
        for (; position + Long.BYTES <= length; position += Long.BYTES) {
            if ((Memory.getLong(data, position) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; position < length; position++) {
            if (data[position] < 0) {
                return false;
            }
        }
        return true;
    }
}
