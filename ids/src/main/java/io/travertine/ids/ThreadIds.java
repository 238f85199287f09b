package io.travertine.ids;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes ids for a thread that brings nothing along. A platform thread has one of its own until it ends. Virtual threads, of which
 * there may be a million, and those of the common pool share a few, each behind a lock; a thread always meets the same one.
 */
record ThreadIds(StrongRandom random, UuidV7Generator uuids, UlidGenerator ulids) {
    private static final ThreadLocal<@Nullable ThreadIds> OWN = new ThreadLocal<>();
    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

    /** Makes an id with what a thread has. */
    interface Maker<T> {
        T make(ThreadIds ids, long timeMs);
    }

    /** The clock is read first, for a processor looks up the thread's own while it waits for the clock, but not the other way round. */
    static <T> T makeNow(Maker<T> maker) {
        return make(System.currentTimeMillis(), maker);
    }

    static <T> T make(long timeMs, Maker<T> maker) {
        ThreadIds own = OWN.get();
        return own != null ? maker.make(own, timeMs) : makeFirst(timeMs, maker);
    }

    private static <T> T makeFirst(long timeMs, Maker<T> maker) {
        Thread thread = Thread.currentThread();
        if (!isVirtual(thread) && !forgets(thread)) {
            ThreadIds own = create();
            OWN.set(own);
            return maker.make(own, timeMs);
        }
        ThreadIds shared = Shared.of(thread);
        synchronized (shared) {
            return maker.make(shared, timeMs);
        }
    }

    private static ThreadIds create() {
        StrongRandom random = new StrongRandom();
        InstantSource clock = InstantSource.system();
        return new ThreadIds(random, new UuidV7Generator(clock, random), new UlidGenerator(clock, random));
    }

    /** From Java 19 on threads of the common pool lose their thread-locals after each task, and with them the order of their ids. */
    private static boolean forgets(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
    }

    private static boolean isVirtual(Thread thread) {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) {
            throw new IllegalStateException("Thread.isVirtual failed", e);
        }
    }

    /** {@code Thread.isVirtual} is there from Java 21 on. */
    private static @Nullable MethodHandle isVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }

    /** Made when the first thread asks that shares. */
    private static final class Shared {
        private static final ThreadIds[] ALL = Stream.generate(ThreadIds::create)
                .limit(4L * Runtime.getRuntime().availableProcessors())
                .toArray(ThreadIds[]::new);

        @SuppressWarnings("deprecation") // threadId() comes with Java 19
        static ThreadIds of(Thread thread) {
            return ALL[(int) Long.remainderUnsigned(thread.getId(), ALL.length)];
        }
    }
}
