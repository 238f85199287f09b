package io.travertine.ids;

import java.util.Objects;
import java.util.random.RandomGenerator;

/** Makes random ids from a source of its own. Not thread-safe; {@link UuidV4#random} serves any thread. */
public final class UuidV4Generator {
    private final RandomGenerator random;

    /** Cryptographically strong. */
    public UuidV4Generator() {
        this(new StrongRandom());
    }

    /** @param random where the bits come from: one with a seed makes ids that can be repeated, and guessed */
    public UuidV4Generator(RandomGenerator random) {
        this.random = random;
    }

    /** Makes one id. */
    public UuidV4 next() {
        return UuidV4.from(random);
    }

    /**
     * Makes n ids and writes them, 16 bytes each, big-endian.
     *
     * @return the position behind the last byte
     * @throws IndexOutOfBoundsException when there is no place for all
     */
    public int write(byte[] into, int at, int n) {
        Objects.checkFromIndexSize(at, (long) n * Id128.BYTES, into.length);
        int end = at;
        for (int i = 0; i < n; i++) {
            end = UuidV4.from(random).write(into, end);
        }
        return end;
    }
}
