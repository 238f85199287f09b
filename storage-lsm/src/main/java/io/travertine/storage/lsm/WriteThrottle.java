package io.travertine.storage.lsm;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Slows writers when flushes and compactions fall behind: not at all at first, then by the square of how far they are on the way to where
 * nothing more is taken, so that the rate of writes settles where the background keeps up. Any thread.
 */
final class WriteThrottle {
    /** What a written byte costs at the end of the way: a megabyte a second. */
    private static final double MAX_NANOS_PER_BYTE = 1_000;

    /** Less is not waited for, but added to what follows: the operating system would make more of it. */
    private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongConsumer sleeper;
    private final LongAdder[] delays =
            Arrays.stream(Reason.values()).map(reason -> new LongAdder()).toArray(LongAdder[]::new);
    private double owedNanos;
    private volatile Pressure pressure = Pressure.NONE;
    private volatile boolean shut;

    /** What is behind. */
    enum Reason {
        /** Memtables that wait to become tables. */
        MEMTABLES,
        /** Tables of level 0 that wait to be compacted. */
        LEVEL_0
    }

    WriteThrottle() {
        this(LockSupport::parkNanos);
    }

    WriteThrottle(LongConsumer sleeper) {
        this.sleeper = sleeper;
    }

    /**
     * What holds writers back.
     *
     * @param way how far it is on the way to where nothing more is taken: 0 for not at all, 1 for there
     */
    record Pressure(Reason reason, double way) {
        static final Pressure NONE = new Pressure(Reason.MEMTABLES, 0);

        static Pressure of(Reason reason, TreeCore tree, int maxMemtables) {
            return switch (reason) {
                // One is always on its way to become a table.
                case MEMTABLES -> new Pressure(reason, (tree.waitingMemtables() - 1.0) / Math.max(1, maxMemtables - 1));
                case LEVEL_0 -> {
                    int calm = tree.options().compaction().calmTables();
                    yield new Pressure(reason, (tree.levels().level(0).size() - calm) / (2.0 * calm));
                }
            };
        }
    }

    /** Takes the trees as they are now. */
    void update(Collection<TreeCore> trees, int maxMemtables) {
        Pressure most = Pressure.NONE;
        boolean full = false;
        for (TreeCore tree : trees) {
            full |= tree.waitingMemtables() >= maxMemtables;
            for (Reason reason : Reason.values()) {
                Pressure each = Pressure.of(reason, tree, maxMemtables);
                most = each.way() > most.way() ? each : most;
            }
        }
        pressure = most;
        shut = full;
    }

    /** Whether a tree has so many memtables that none may be added: memory has a bound. */
    boolean isShut() {
        return shut;
    }

    /** Waits as long as a write of so many bytes is to wait now. */
    void pause(int bytes) {
        pause(bytes, pressure);
    }

    void pause(int bytes, Pressure now) {
        double way = Math.clamp(now.way(), 0, 1);
        if (way == 0) {
            return;
        }
        long pause = pauseFor(bytes * MAX_NANOS_PER_BYTE * way * way);
        if (pause > 0) {
            delays[now.reason().ordinal()].add(pause);
            sleeper.accept(pause);
        }
    }

    private synchronized long pauseFor(double nanos) {
        owedNanos += nanos;
        if (owedNanos < MIN_PAUSE_NANOS) {
            return 0;
        }
        long pause = (long) Math.min(owedNanos, MAX_PAUSE_NANOS);
        owedNanos -= pause;
        return pause;
    }

    /** How long writes were made to wait, together, for each reason. */
    long delayNanos(Reason reason) {
        return delays[reason.ordinal()].sum();
    }
}
