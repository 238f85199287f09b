package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU seconds of this process in nanoseconds: the JDK's bean counts ticks of 10 ms. The total is clock_gettime(2) and has threads that ended;
 * that of the JIT compilers is from /proc/self/task, whose threads stay.
 */
final class CpuClock {
    private static final int CLOCK_PROCESS_CPUTIME_ID = 2;

    @SuppressWarnings("restricted")
    private static final MethodHandle CLOCK_GETTIME = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private CpuClock() {}

    static double processSeconds() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            int result = (int) CLOCK_GETTIME.invokeExact(CLOCK_PROCESS_CPUTIME_ID, time);
            if (result != 0) {
                throw new IllegalStateException("clock_gettime failed");
            }
            return time.getAtIndex(ValueLayout.JAVA_LONG, 0) + time.getAtIndex(ValueLayout.JAVA_LONG, 1) / 1e9;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static double jitSeconds() throws IOException {
        double seconds = 0;
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                seconds += jitSeconds(thread);
            }
        }
        return seconds;
    }

    private static double jitSeconds(Path thread) throws IOException {
        try {
            String name = Files.readString(thread.resolve("comm"));
            if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
                // "ns on a CPU, ns waiting for one, time slices": proc(5).
                return Long.parseLong(
                                Files.readString(thread.resolve("schedstat")).split(" ")[0])
                        / 1e9;
            }
        } catch (IOException e) {
            if (Files.exists(thread)) {
                throw e;
            } // else it has just ended, and was no compiler
        }
        return 0;
    }
}
