package io.travertine.ids;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes ids of version 7 that only grow, one or a range at a time, without garbage. Not thread-safe: one writer has one.
 *
 * <ol>
 *   <li>In a new millisecond the 12 bits behind the version and the 62 behind the variant are random, the first of the 62
 *       being 0, so that 2^61 ids follow at least (RFC 9562, section 6.2, method 2).
 *   <li>In the same millisecond the 62 bits go on counting from the last range.
 *   <li>When the clock stands still or steps back, the last millisecond goes on.
 *   <li>When the 62 bits do not hold a range, the 12 bits count up; when these are spent too, the time goes 1 ms ahead of the clock.
 * </ol>
 */
public final class UuidV7Generator {
    private final InstantSource clock;
    private final RandomGenerator random;
    private long timeMs = -1;
    private int upper;
    private long next;
    private long high;
    private long low;

    /** @param random where the random bits come from; a SecureRandom makes ids that cannot be guessed */
    public UuidV7Generator(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Every id from now on is above this one, which may come from an earlier run of the program. */
    public void resumeAfter(UuidV7 last) {
        if (timeMs < last.timeMs()
                || (timeMs == last.timeMs() && Bits128.compare(high, low, last.high(), last.low()) < 0)) {
            timeMs = last.timeMs();
            upper = (int) last.high() & 0xFFF;
            next = (last.low() & UuidV7.COUNTER_MASK) + 1;
        }
    }

    /** Takes n ids in a row, the first of which is then {@link #high} and {@link #low}; id i is the first plus i. */
    public void allocate(int n) {
        if (n < 1) {
            throw new IllegalArgumentException(n + " ids were asked for, at least 1 is needed");
        }
        long now = clock.millis();
        if (now > timeMs) {
            begin(now);
        } else if (next > UuidV7.COUNTER_MASK - (n - 1)) {
            overflow();
        }
        high = Bits128.checkedTime(timeMs) << 16 | UuidV7.VERSION | upper;
        low = UuidV7.VARIANT | next;
        next += n;
    }

    /** The upper 64 bits of every id that was taken last. */
    public long high() {
        return high;
    }

    /** The lower 64 bits of the first id that was taken last. */
    public long low() {
        return low;
    }

    /** Makes one id. */
    public UuidV7 next() {
        allocate(1);
        return new UuidV7(high, low);
    }

    private void begin(long millisecond) {
        timeMs = millisecond;
        long bits = random.nextLong();
        upper = (int) bits & 0xFFF;
        next = random.nextLong() & (UuidV7.COUNTER_MASK >>> 1);
    }

    private void overflow() {
        if (upper < 0xFFF) {
            upper++;
            next = random.nextLong() & (UuidV7.COUNTER_MASK >>> 1);
        } else {
            begin(timeMs + 1);
        }
    }
}
