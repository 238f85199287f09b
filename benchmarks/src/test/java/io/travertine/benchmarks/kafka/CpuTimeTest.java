package io.travertine.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
    /** A line of /proc/PID/stat with these ticks in user and kernel mode, and other numbers elsewhere. */
    private static String stat(String name, long user, long kernel) {
        return "4711 (" + name + ") S 4242 4711 4242 34816 4711 4194304 91 92 93 94 " + user + " " + kernel
                + " 77 78 20 0 57 0 12345 4096 512 18446744073709551615";
    }

    @Test
    void sumsUserAndKernelTicksByWhatThreadsAreFor() {
        CpuTime time = CpuTime.parse(
                stat("java", 900, 100),
                List.of(
                        stat("C2 CompilerThre", 100, 1),
                        stat("C1 CompilerThre", 50, 2),
                        stat("GC Thread#0", 10, 3),
                        stat("G1 Refine#0", 1, 0),
                        stat("VM Thread", 2, 0),
                        stat("compactor-0", 7, 1),
                        stat("data-plane-kafk", 400, 60)));
        assertEquals(10.0, time.total(), 1e-9);
        assertEquals(1.53, time.jit(), 1e-9);
        assertEquals(0.16, time.gc(), 1e-9);
        assertEquals(0.08, time.compaction(), 1e-9);
        assertEquals(8.47, time.withoutJit(), 1e-9);
        assertEquals(8.39, time.acknowledgePath(), 1e-9);
    }

    @Test
    void namesMayHoldSpacesAndBrackets() {
        CpuTime time = CpuTime.parse(stat("a) R 1 (b", 3, 4), List.of(stat("C2 ) Compiler", 1, 1)));
        assertEquals(0.07, time.total(), 1e-9);
        assertEquals(0, time.jit(), 1e-9);
    }

    @Test
    void readsThisProcess() throws Exception {
        CpuTime before = CpuTime.of(ProcessHandle.current().pid());
        assertTrue(before.total() > 0, "a JVM has used at least a tick: " + before);
        assertTrue(before.jit() + before.gc() <= before.total() + 0.5, before.toString());
        CpuTime since = CpuTime.of(ProcessHandle.current().pid()).since(before);
        assertTrue(since.total() >= 0 && since.total() < before.total() + 60, since.toString());
    }

    @Test
    void machineLoadLeavesIdleAndWaitingOut() {
        MachineLoad load = MachineLoad.parse("cpu  100 20 30 4000 500 6 7 80 0 0");
        assertEquals(1.63, load.busy(), 1e-9);
        assertEquals(0.80, load.steal(), 1e-9);
    }
}
