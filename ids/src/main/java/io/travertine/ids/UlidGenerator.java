package io.travertine.ids;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes monotonic ULIDs, one or a range at a time, without garbage: in a new millisecond the 80 bits are random with the first
 * one 0, in the same millisecond they count up; a clock that steps back goes on with the last millisecond; where the 80 bits
 * do not hold a range, the time goes 1 ms ahead of the clock. Not thread-safe.
 */
public final class UlidGenerator {
    private final InstantSource clock;
    private final RandomGenerator random;
    private long timeMs = -1;
    private long nextUpper;
    private long nextLow;
    private long high;
    private long low;

    /** @param random where the random bits come from; a SecureRandom makes ids that cannot be guessed */
    public UlidGenerator(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Every id from now on is above this one, which may come from an earlier run of the program. */
    public void resumeAfter(Ulid last) {
        if (timeMs < last.timeMs()
                || (timeMs == last.timeMs() && Bits128.compare(high, low, last.high(), last.low()) < 0)) {
            timeMs = last.timeMs();
            nextUpper = last.high() & 0xFFFF;
            nextLow = last.low();
            advance(1);
        }
    }

    /** Takes n ids in a row, the first of which is then {@link #high} and {@link #low}; see {@link Ulid#plus} for the others. */
    public void allocate(int n) {
        if (n < 1) {
            throw new IllegalArgumentException(n + " ids were asked for, at least 1 is needed");
        }
        long now = clock.millis();
        if (now > timeMs) {
            begin(now);
        } else if (nextUpper > 0xFFFF || (nextUpper == 0xFFFF && Long.compareUnsigned(nextLow, -n) > 0)) {
            begin(timeMs + 1);
        }
        high = Bits128.checkedTime(timeMs) << 16 | nextUpper;
        low = nextLow;
        advance(n);
    }

    /** The upper 64 bits of the first id that was taken last. */
    public long high() {
        return high;
    }

    /** The lower 64 bits of the first id that was taken last. */
    public long low() {
        return low;
    }

    /** Makes one id. */
    public Ulid next() {
        allocate(1);
        return new Ulid(high, low);
    }

    private void begin(long millisecond) {
        timeMs = millisecond;
        nextUpper = random.nextLong() & 0x7FFF;
        nextLow = random.nextLong();
    }

    private void advance(int n) {
        long sum = nextLow + n;
        if (Long.compareUnsigned(sum, nextLow) < 0) {
            nextUpper++;
        }
        nextLow = sum;
    }
}
