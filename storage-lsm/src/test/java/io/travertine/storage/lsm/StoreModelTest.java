package io.travertine.storage.lsm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.storage.Seeds;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.wal.SyncPolicy;
import org.junit.jupiter.api.Test;

/** A store answers as sorted maps would, whatever its options, and whenever it is flushed, compacted, closed or cut off from power. */
class StoreModelTest {
    private static final int STEPS = 300;

    @Test
    void answersAsMapsWould() throws Throwable {
        Seeds.forEach(60, random -> {
            StoreTester tester = new StoreTester(random, new StrictFileSystem());
            tester.open();
            for (int i = 0; i < STEPS; i++) {
                tester.step();
                if (random.nextInt(60) == 0) {
                    tester.reopen();
                }
            }
            assertEquals(tester.model(), tester.contents());
            tester.checkSpace();
            tester.reopen();
            tester.close();
        });
    }

    @Test
    void keepsWhatWasAcknowledgedWhenThePowerGoes() throws Throwable {
        Seeds.forEach(60, random -> {
            StoreTester tester = new StoreTester(random, new StrictFileSystem());
            tester.policy = SyncPolicy.values()[random.nextInt(3)];
            tester.open();
            for (int i = 0; i < STEPS; i++) {
                tester.step();
                if (random.nextInt(40) == 0) {
                    tester.crash();
                }
            }
            tester.checkSpace();
            tester.close();
        });
    }
}
