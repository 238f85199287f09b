package io.travertine.broker.kafka.net;

import java.util.ArrayDeque;

/**
 * Bytes that the connections of one loop share. Whoever must wait is served in the order of asking, so that a large request is
 * not overtaken for ever by ones that are hardly smaller. Only small ones, of which a thousand fit, pass those who wait: a peer that
 * announces much and sends nothing must not keep everybody out. Only on the loop.
 */
public final class ByteBudget {
    private static final int SMALL_ONES = 1_000;

    private final long totalBytes;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long usedBytes;

    public ByteBudget(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    /** One who waits for bytes. */
    private record Waiting(long bytes, Runnable granted) {}

    /**
     * Reserves now, or later.
     *
     * @param granted called when the bytes are reserved, unless they are at once
     * @return whether they are reserved now
     */
    boolean reserve(long bytes, Runnable granted) {
        if ((waiting.isEmpty() || bytes <= totalBytes / SMALL_ONES) && fits(bytes)) {
            usedBytes += bytes;
            return true;
        }
        waiting.add(new Waiting(bytes, granted));
        return false;
    }

    /** Takes back what {@link #reserve} has not granted yet. */
    void cancel(Runnable granted) {
        waiting.removeIf(each -> each.granted.equals(granted));
        grant();
    }

    /** Reserves as much of this as there is, perhaps nothing. */
    public long reserveUpTo(long bytes) {
        long reserved = Math.clamp(totalBytes - usedBytes, 0, bytes);
        usedBytes += reserved;
        return reserved;
    }

    /** Reserves even what is not there: for what exists already and only has to be counted. */
    public void charge(long bytes) {
        usedBytes += bytes;
    }

    public void release(long bytes) {
        assert usedBytes >= bytes : "released " + bytes + " of " + usedBytes;
        usedBytes -= bytes;
        grant();
    }

    /** Exact only on the loop. */
    public long usedBytes() {
        return usedBytes;
    }

    /** True when someone waits, or nothing is left. */
    public boolean exhausted() {
        return !waiting.isEmpty() || usedBytes >= totalBytes;
    }

    private boolean fits(long bytes) {
        return usedBytes + bytes <= totalBytes;
    }

    private void grant() {
        Waiting first;
        while ((first = waiting.peek()) != null && fits(first.bytes)) {
            waiting.remove();
            usedBytes += first.bytes;
            first.granted.run();
        }
    }
}
