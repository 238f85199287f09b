package io.travertine.ids;

import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes monotonic ULIDs: see {@link MonotonicGenerator}. In a new millisecond all 80 bits are random; in the same they count up, with
 * carry. When they overflow, making fails, as the ULID specification has it: of n ids in a millisecond one in 2^80 / n fails. The clock's
 * next millisecond goes on.
 */
public final class UlidGenerator extends MonotonicGenerator<Ulid> {
    /** Beyond the 16 bits beside the time: all are used up. */
    private static final long UPPER_END = 0x1_0000;

    /** Cryptographically strong. */
    public UlidGenerator(InstantSource clock) {
        this(clock, new StrongRandom());
    }

    /** @param random where the random bits come from: one with a seed makes ids that can be repeated, and guessed */
    public UlidGenerator(InstantSource clock, RandomGenerator random) {
        super(clock, random);
    }

    @Override
    void draw() {
        long drawn = random.nextLong() >>> 48;
        counter = random.nextLong();
        upper = drawn;
    }

    @Override
    boolean hasRoom(int n) {
        long left = UPPER_END - upper;
        return left > 1 || (left == 1 && (counter == 0 || Long.compareUnsigned(n, -counter) <= 0));
    }

    @Override
    void overflow() {
        throw new IllegalStateException("the 80 bits behind " + Instant.ofEpochMilli(timeMs())
                + " do not hold the ULIDs that were asked for; ask again when the clock has passed it");
    }

    @Override
    void advance(int n) {
        long sum = counter + n;
        if (Long.compareUnsigned(sum, counter) < 0) {
            upper++;
        }
        counter = sum;
    }

    @Override
    long fixedHigh() {
        return 0;
    }

    @Override
    long fixedLow() {
        return 0;
    }

    @Override
    Ulid id(long upperBits, long lowerBits) {
        return new Ulid(upperBits, lowerBits);
    }
}
