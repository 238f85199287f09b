package io.travertine.ids;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes ids of version 7 that only grow: see {@link MonotonicGenerator}. In a new millisecond the 12 bits behind the version and the 62
 * behind the variant are random, the first of the 62 being 0, so that 2^61 ids follow at least (RFC 9562, section 6.2, method 2). When
 * the 62 bits do not hold a range, the 12 bits count up and the 62 are drawn anew; when the 12 are spent, too, the time goes 1 ms ahead
 * of the clock, as the section allows.
 */
public final class UuidV7Generator extends MonotonicGenerator<UuidV7> {
    /** Cryptographically strong. */
    public UuidV7Generator(InstantSource clock) {
        this(clock, new StrongRandom());
    }

    /** @param random where the random bits come from: one with a seed makes ids that can be repeated, and guessed */
    public UuidV7Generator(InstantSource clock, RandomGenerator random) {
        super(clock, random);
    }

    @Override
    void draw() {
        long drawn = random.nextLong() & 0xFFF;
        drawCounter();
        upper = drawn;
    }

    private void drawCounter() {
        counter = random.nextLong() & (UuidFields.BELOW_VARIANT >>> 1);
    }

    @Override
    boolean hasRoom(int n) {
        return counter <= UuidFields.BELOW_VARIANT - (n - 1);
    }

    @Override
    void overflow() {
        if (upper < 0xFFF) {
            drawCounter();
            upper++;
        } else {
            begin(timeMs() + 1);
        }
    }

    @Override
    void advance(int n) {
        counter += n;
    }

    @Override
    long fixedHigh() {
        return UuidFields.withVersion(0, UuidV7.VERSION);
    }

    @Override
    long fixedLow() {
        return UuidFields.VARIANT;
    }

    @Override
    UuidV7 id(long upperBits, long lowerBits) {
        return new UuidV7(upperBits, lowerBits);
    }
}
