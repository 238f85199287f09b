package io.travertine.schema.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes, eight at a time: the first is the lowest of the word. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Words() {}

    static long get(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /**
     * The place of the first byte of a word that a JSON string cannot simply have: a quote, a backslash, a control character or one of
     * several bytes in UTF-8; 8 when there is none. A borrow can mark a byte wrongly only behind one that is marked rightly.
     */
    static int firstSpecial(long word) {
        long marks =
                (word | (word - ' ' * EACH) | ((word ^ '"' * EACH) - EACH) | ((word ^ '\\' * EACH) - EACH)) & HIGH_BITS;
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
