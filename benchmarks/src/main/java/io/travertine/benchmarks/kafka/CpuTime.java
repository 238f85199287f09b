package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CPU seconds (user and system) that a process has used, by what its threads are for.
 *
 * <p>The total is the process's own account, which keeps the time of threads that have ended; the kinds are sums over the living
 * threads. The kernel rounds each figure to ticks of 10 ms, so measure for seconds.
 */
record CpuTime(double total, double jit, double gc, double compaction) {
    private static final double SECONDS_PER_TICK = 0.01;

    /** Until now, from the start of the process. */
    static CpuTime of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> threads = new ArrayList<>();
        try (var directory = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : directory) {
                try {
                    threads.add(Files.readString(thread.resolve("stat")));
                } catch (IOException e) {
                    if (Files.exists(thread)) {
                        throw e;
                    } // else it has just ended; the process's total keeps its time
                }
            }
        }
        return parse(Files.readString(process.resolve("stat")), threads);
    }

    /** From lines of /proc/PID/stat and /proc/PID/task/TID/stat. */
    static CpuTime parse(String process, List<String> threads) {
        double[] seconds = new double[ThreadKind.values().length];
        for (String thread : threads) {
            seconds[ThreadKind.of(threadName(thread)).ordinal()] += seconds(thread);
        }
        return new CpuTime(
                seconds(process),
                seconds[ThreadKind.JIT.ordinal()],
                seconds[ThreadKind.GC.ordinal()],
                seconds[ThreadKind.COMPACTION.ordinal()]);
    }

    CpuTime since(CpuTime earlier) {
        return new CpuTime(total - earlier.total, jit - earlier.jit, gc - earlier.gc, compaction - earlier.compaction);
    }

    /** What records cost a warm broker, compaction included. */
    double withoutJit() {
        return total - jit;
    }

    /** What records cost a warm broker until they are acknowledged (or fetched); garbage collection included. */
    double acknowledgePath() {
        return total - jit - compaction;
    }

    // stat: "pid (name) state ppid ...". The name may hold spaces and brackets, so fields count from the last bracket:
    // 3 is the state, 14 and 15 are the ticks in user and kernel mode (proc(5)).

    private static String threadName(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    private static double seconds(String stat) {
        String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fromThird[14 - 3]) + Long.parseLong(fromThird[15 - 3])) * SECONDS_PER_TICK;
    }
}
