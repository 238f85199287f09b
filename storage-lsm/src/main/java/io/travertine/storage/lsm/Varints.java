package io.travertine.storage.lsm;

/** Non-negative ints of 1 to 5 bytes, seven bits in each, the lowest first. */
final class Varints {
    static final int MAX_BYTES = 5;

    private Varints() {}

    /** Writes; returns the place behind. */
    static int write(byte[] target, int at, int value) {
        int to = at;
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            target[to++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[to++] = (byte) rest;
        return to;
    }
}
