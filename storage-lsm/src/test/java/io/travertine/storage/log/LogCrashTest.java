package io.travertine.storage.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.file.Fault;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.memory.MemoryBudget;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Power cuts and failing disks. After each, everything that had been reported durable is there, and what is there is a prefix
 * of what was appended. {@code -Dlog.crashes=N} sets how many, {@code -Dlog.seed=S} replays the one that failed.
 */
class LogCrashTest {
    private static final int CRASHES = Integer.getInteger("log.crashes", 600);
    private static final long FIRST_SEED = Long.getLong("log.seed", 1);
    private static final int STEPS = 120;

    private final MemoryBudget memory = new MemoryBudget(1 << 30);
    private final LogOptions options =
            new LogOptions(1, memory).withGatherBytes(1_024).withFileBytes(4_000);

    @Test
    void acknowledgedAppendsSurvivePowerCutsAtRandom() {
        int crashes = Long.getLong("log.seed") == null ? CRASHES : 1;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + crashes; seed++) {
            replayable(seed, this::crashFourTimes);
        }
    }

    private void crashFourTimes(long seed) throws IOException {
        Random random = new Random(seed);
        LogTester tester = new LogTester();
        StrictFileSystem system = new StrictFileSystem();
        for (int i = 0; i < 4; i++) {
            system.failAt(system.operations() + 1 + random.nextInt(100), Fault.POWER_CUT);
            new LogWorkload(tester, options, random.nextLong()).run(system, STEPS);
            system = system.crash(random);
            recover(tester, system);
        }
    }

    @Test
    void acknowledgedAppendsSurviveAPowerCutAtEveryOperation() {
        for (long workload = 1; workload <= 4; workload++) {
            StrictFileSystem whole = new StrictFileSystem();
            LogTester tester = new LogTester();
            assertTrue(new LogWorkload(tester, options, workload).run(whole, STEPS));
            close(tester);
            for (long operation = 1; operation <= whole.operations(); operation++) {
                for (int crash = 0; crash < 3; crash++) {
                    long[] script = {workload, operation, crash};
                    replayable(operation * 1_000 + workload * 10 + crash, seed -> crashAt(script));
                }
            }
        }
    }

    private void crashAt(long[] script) throws IOException {
        LogTester tester = new LogTester();
        StrictFileSystem system = new StrictFileSystem();
        system.failAt(script[1], Fault.POWER_CUT);
        new LogWorkload(tester, options, script[0]).run(system, STEPS);
        recover(tester, system.crash(new Random(script[1] * 31 + script[2])));
    }

    @Test
    void powerCutsDuringRecoveryChangeNothing() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 40; seed++) {
            replayable(seed, this::crashEveryRecovery);
        }
    }

    private void crashEveryRecovery(long seed) throws IOException {
        Random random = new Random(seed);
        LogTester tester = new LogTester();
        StrictFileSystem system = new StrictFileSystem();
        new LogWorkload(tester, options, seed).run(system, STEPS);
        for (int operation = 1; operation < 30; operation++) {
            StrictFileSystem next = system.crash(random);
            close(tester);
            next.failAt(operation, Fault.POWER_CUT);
            try {
                tester.open(next, LogWorkload.DIRECTORY, options);
            } catch (IOException powerCut) {
                tester.failure = powerCut;
            }
            system = next;
        }
        recover(tester, system.crash(random));
    }

    @Test
    void filesThatRecoveryDroppedDoNotComeBack() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 600; seed++) {
            replayable(seed, this::crashWhileUnsyncedFilesAreDropped);
        }
    }

    private void crashWhileUnsyncedFilesAreDropped(long seed) throws IOException {
        Random random = new Random(seed);
        LogTester tester = new LogTester();
        StrictFileSystem system = new StrictFileSystem();
        tester.open(system, LogWorkload.DIRECTORY, options);
        for (int file = 0; file < 4; file++) {
            for (int group = 0; group < 2; group++) {
                tester.append(1, 1, 700);
            }
            tester.log.roll();
        }
        StrictFileSystem torn = system.crash(random);
        close(tester);
        torn.failAt(1 + seed % 12, Fault.POWER_CUT);
        try {
            tester.open(torn, LogWorkload.DIRECTORY, options);
        } catch (IOException powerCut) {
            tester.failure = powerCut;
        }
        recover(tester, torn.crash(random));
    }

    @Test
    void afterAFailureNothingIsAcknowledgedAndNothingAcknowledgedIsLost() {
        for (Fault fault : new Fault[] {Fault.IO_ERROR, Fault.NO_SPACE, Fault.SHORT_WRITE}) {
            for (int operation = 1; operation < 250; operation++) {
                int failing = operation;
                replayable(operation, seed -> failAt(failing, fault, false));
                replayable(operation, seed -> failAt(failing, fault, true));
            }
        }
    }

    private void failAt(int operation, Fault fault, boolean thenCrash) throws IOException {
        LogTester tester = new LogTester();
        StrictFileSystem system = new StrictFileSystem();
        system.failAt(operation, fault);
        new LogWorkload(tester, options, operation % 5).run(system, 250);
        close(tester);
        recover(tester, thenCrash ? system.crash(new Random(operation)) : system.copy());
    }

    /** Opens what is left, verifies it, appends a little and closes. */
    private void recover(LogTester tester, StrictFileSystem left) throws IOException {
        close(tester);
        tester.open(left, LogWorkload.DIRECTORY, options);
        tester.forgetFrom(tester.verifiedCount());
        tester.append(1, 1, 200);
        tester.append(2, 2, 3_000);
        tester.settle();
        assertEquals(tester.appended.size(), tester.verifiedCount());
        assertEquals(tester.appended.size(), tester.durable);
        close(tester);
        assertEquals(0, memory.usedBytes());
    }

    private static void close(LogTester tester) {
        try {
            if (tester.log != null) {
                tester.log.close();
            }
        } catch (IOException powerIsOff) {
            assertTrue(tester.failure != null);
        }
        tester.log = null;
    }

    private interface Simulation {
        void run(long seed) throws IOException;
    }

    private static void replayable(long seed, Simulation simulation) {
        try {
            simulation.run(seed);
        } catch (IOException | RuntimeException | AssertionError failure) {
            throw new AssertionError("with seed " + seed + ": " + failure, failure);
        }
    }
}
