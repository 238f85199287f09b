package io.travertine.benchmarks.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The entries that are written, each made from its number and the seed alone. Keys in order are monotonic ULIDs, 64 in a millisecond. Of the 100
 * bytes of a value 75 are random, the others repeat the first 25: about what general compression gains on real data.
 */
record Entries(long seed) {
    static final int KEY_BYTES = 16;
    static final int VALUE_BYTES = 100;
    static final int BYTES = KEY_BYTES + VALUE_BYTES;

    static final int DISTINCT_BYTES = 75;
    private static final long FIRST_MS = 1_767_225_600_000L;
    private static final int PER_MS_BITS = 6;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Which keys entries have. */
    enum Keys {
        IN_ORDER,
        SCATTERED
    }

    void key(Keys keys, long number, byte[] into) {
        if (keys == Keys.IN_ORDER) {
            key(number, 0, into);
        } else {
            long high = mix(seed + number);
            LONGS.set(into, 0, high);
            LONGS.set(into, 8, mix(high ^ seed));
        }
    }

    /** A key in the midst of those in order that no entry has. */
    void missingKey(long number, byte[] into) {
        key(number, 1L << 40, into);
    }

    private void key(long number, long flipped, byte[] into) {
        long ms = number >>> PER_MS_BITS;
        long random = mix(seed ^ ms);
        LONGS.set(into, 0, ((FIRST_MS + ms) << 16) | (random & 0xffff));
        // The highest bit is clear, so that counting within the millisecond never carries.
        LONGS.set(into, 8, (mix(random) >>> 1) + (number & (1 << PER_MS_BITS) - 1) ^ flipped);
    }

    void value(long number, int version, byte[] into) {
        long state = mix(seed - number) + version;
        for (int at = 0; at < DISTINCT_BYTES; at += 8) {
            state += 0x9e3779b97f4a7c15L;
            LONGS.set(into, at, mix(state));
        }
        System.arraycopy(into, 0, into, DISTINCT_BYTES, VALUE_BYTES - DISTINCT_BYTES);
    }

    /** Fills a batch with entries from a number on, up to another or until it is full. */
    void fill(Batch batch, Keys keys, long from, long to, int version) {
        batch.count = (int) Math.min(batch.capacity(), to - from);
        for (int i = 0; i < batch.count; i++) {
            key(keys, from + i, batch.keys[i]);
            value(from + i, version, batch.values[i]);
        }
    }

    /** A number that an entry read adds to a sum, so that all engines can be seen to have read the same. */
    static long sum(byte[] key, byte[] value) {
        return mix((long) LONGS.get(key, 8) ^ (long) LONGS.get(value, 0)) ^ (long) LONGS.get(value, VALUE_BYTES - 8);
    }

    /** A number below a bound, random in the place that it stands at. */
    static long pick(long place, long bound) {
        return Math.unsignedMultiplyHigh(mix(place), bound);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
