package io.travertine.ids;

/**
 * One generator for many threads: ids grow in the order of the calls over all of them, that is, an id that was returned before a call
 * began is below the id that the call returns. A lock costs about 2 ns where nobody contends for it; threads that contend should take
 * ranges, or use {@link UuidV7#next} and {@link Ulid#next}, which promise an order only within a thread.
 *
 * @param <T> the kind of id
 */
public final class SharedGenerator<T extends Id128<T>> {
    private final MonotonicGenerator<T> generator;

    /** @param generator used by nobody else from now on */
    public SharedGenerator(MonotonicGenerator<T> generator) {
        this.generator = generator;
    }

    /** Makes one id. */
    public synchronized T next() {
        return generator.next();
    }

    /** Takes n ids in a row and gives the first; the others follow by 1. */
    public synchronized T allocate(int n) {
        generator.allocate(n);
        return generator.id(generator.high(), generator.low());
    }

    /** As {@link MonotonicGenerator#write}. */
    public synchronized int write(byte[] into, int at, int n) {
        return generator.write(into, at, n);
    }

    /** As {@link MonotonicGenerator#resumeAfter}. */
    public synchronized void resumeAfter(T last) {
        generator.resumeAfter(last);
    }
}
