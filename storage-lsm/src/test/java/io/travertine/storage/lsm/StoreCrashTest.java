package io.travertine.storage.lsm;

import io.travertine.storage.Seeds;
import io.travertine.storage.file.Fault;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.wal.SyncPolicy;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation on files, in turn, is the last one before the power goes, or fails: nothing that was acknowledged is lost. */
class StoreCrashTest {
    private static final int STEPS = 40;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void atEveryOperation(Fault fault) throws Throwable {
        Seeds.forEach(4, random -> {
            long seed = random.nextLong();
            long operations = run(seed, 0, fault);
            for (long operation = 1; operation <= operations; operation++) {
                long at = operation;
                try {
                    run(seed, at, fault);
                } catch (Throwable failure) {
                    throw new AssertionError(fault + " at operation " + at, failure);
                }
            }
        });
    }

    /** Returns how many operations there were. */
    private static long run(long seed, long faultAt, Fault fault) throws IOException {
        Random random = new Random(seed);
        StrictFileSystem files = new StrictFileSystem();
        StoreTester tester = new StoreTester(random, files);
        tester.policy = SyncPolicy.values()[random.nextInt(3)];
        if (faultAt > 0) {
            files.failAt(faultAt, fault);
        }
        try {
            tester.open();
            for (int i = 0; i < STEPS; i++) {
                tester.step();
            }
            tester.close();
        } catch (IOException expected) {
            // Injected.
        }
        tester.crash();
        for (int i = 0; i < STEPS / 4; i++) {
            tester.step();
        }
        tester.close();
        return files.operations();
    }
}
