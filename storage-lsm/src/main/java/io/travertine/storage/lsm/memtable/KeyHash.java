package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.Keys;

/** A hash of 64 bits, all of them good: products of 128 bits folded, as in wyhash. */
final class KeyHash {
    private static final long ONE = 0xa0761d6478bd642fL;
    private static final long TWO = 0xe7037ed1a0b428dbL;

    private KeyHash() {}

    static long of(byte[] key, int length, long seed) {
        long hash = seed ^ ONE;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = fold(hash ^ Keys.longAt(key, at), TWO);
        }
        if (at < length) {
            long rest = 0;
            for (int i = at; i < length; i++) {
                rest = rest << 8 | key[i] & 0xff;
            }
            hash = fold(hash ^ rest, ONE);
        }
        return fold(hash ^ length, TWO ^ seed);
    }

    private static long fold(long one, long other) {
        return one * other ^ Math.unsignedMultiplyHigh(one, other);
    }
}
