package io.travertine.ids;

import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Makes ids that only grow, one or a range at a time, without garbage but for the ids that are asked for as objects. Not thread-safe:
 * one writer has one; {@link SharedGenerator} lets many threads use it.
 *
 * <ol>
 *   <li>In a new millisecond the bits behind the time are drawn anew.
 *   <li>In the same millisecond they go on counting, by 1, from the last range.
 *   <li>While the clock stands still or steps back, the last millisecond goes on; after it leapt ahead and back, the one it leapt to.
 *   <li>When the bits do not hold a range, {@link UuidV7Generator} and {@link UlidGenerator} do as their specifications say.
 * </ol>
 *
 * <p>Order is that of the calls, whatever the clock does. What the time means is the clock's: the system's is exact and costs about 30 ns
 * for each call, {@link BatchClock} and {@link TickedClock} cost about 1 ns and are late by what they state. A call costs 2 to 4 ns
 * beside the clock, and a range about 1 ns for each id that is written.
 *
 * @param <T> the kind of id
 */
public abstract sealed class MonotonicGenerator<T extends Id128<T>> permits UlidGenerator, UuidV7Generator {
    private final InstantSource clock;
    final RandomGenerator random;

    /** The millisecond that is counted in; before the first id none, which has no room either. */
    private long timeMs = Long.MIN_VALUE;

    /** The next id, without time and fixed bits: what stands beside the time, and the counter below it. */
    long upper = Long.MAX_VALUE;

    long counter = Long.MAX_VALUE;

    private long high;
    private long low;

    MonotonicGenerator(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Takes n ids in a row, at the cost of one; the first is then {@link #high} and {@link #low}, and the others follow by 1.
     *
     * @throws IllegalStateException as the kind of id says, when the ids of the millisecond are used up
     * @throws IllegalArgumentException when the clock is after the year 10889, or before 1970 at the first id
     */
    public final void allocate(int n) {
        if (n < 1) {
            throw new IllegalArgumentException(n + " ids were asked for, at least 1 is needed");
        }
        allocate(n, clock.millis());
    }

    private void allocate(int n, long now) {
        if (now > timeMs) {
            begin(now);
        }
        if (!hasRoom(n)) {
            overflow();
        }
        high = timeMs << 16 | upper | fixedHigh();
        low = counter | fixedLow();
        advance(n);
    }

    /** The upper 64 bits of the first id that was taken last. */
    public final long high() {
        return high;
    }

    /** The lower 64 bits of the first id that was taken last. */
    public final long low() {
        return low;
    }

    /** Makes one id. */
    public final T next() {
        return next(clock.millis());
    }

    /** Makes one id, the clock having been read. */
    final T next(long now) {
        allocate(1, now);
        return id(high, low);
    }

    /**
     * Takes n ids in a row and writes them, 16 bytes each, big-endian.
     *
     * @return the position behind the last byte
     * @throws IndexOutOfBoundsException when there is no place for all; none is taken then
     */
    public final int write(byte[] into, int at, int n) {
        Objects.checkFromIndexSize(at, (long) n * Id128.BYTES, into.length);
        allocate(n);
        long upperBits = high;
        long lowerBits = low;
        int end = at + n * Id128.BYTES;
        for (int i = at; i < end; i += Id128.BYTES) {
            Bits128.putLong(into, i, upperBits);
            Bits128.putLong(into, i + Long.BYTES, lowerBits);
            lowerBits++;
            if (lowerBits == 0) {
                upperBits++;
            }
        }
        return end;
    }

    /** Every id from now on is above this one, which may come from an earlier run of the program, and above all that were made here. */
    public final void resumeAfter(T last) {
        long lastMs = last.high() >>> 16;
        if (lastMs > timeMs || (lastMs == timeMs && !isBelowNext(last))) {
            timeMs = lastMs;
            upper = last.high() & ~fixedHigh() & 0xFFFF;
            counter = last.low() & ~fixedLow();
            advance(1);
        }
    }

    private boolean isBelowNext(T id) {
        return Bits128.compare(id.high() & ~fixedHigh() & 0xFFFF, id.low() & ~fixedLow(), upper, counter) < 0;
    }

    final void begin(long millisecond) {
        Bits128.checkedTime(millisecond);
        draw();
        timeMs = millisecond;
    }

    final long timeMs() {
        return timeMs;
    }

    /** Draws upper and counter for a new millisecond: both, or when the source fails none. */
    abstract void draw();

    /** Whether n more ids fit into the millisecond. */
    abstract boolean hasRoom(int n);

    /** Makes room, or throws. */
    abstract void overflow();

    /** Counts n ids as taken. */
    abstract void advance(int n);

    abstract long fixedHigh();

    abstract long fixedLow();

    abstract T id(long upperBits, long lowerBits);
}
