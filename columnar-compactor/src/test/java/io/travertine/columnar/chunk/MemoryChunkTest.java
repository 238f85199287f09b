package io.travertine.columnar.chunk;

import io.travertine.columnar.RandomTable;
import io.travertine.columnar.RangeChecks;
import io.travertine.storage.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryChunkTest {
    @Test
    void holdsEveryValueOfEveryRecord() throws Throwable {
        Seeds.forEach(20, random -> {
            RandomTable table = table(random);
            for (MemoryChunk chunk : table.chunks(1_000)) {
                RangeChecks.holdsAll(chunk, table);
            }
        });
    }

    @Test
    void scansAsAFilterOverTheRowsWould() throws Throwable {
        Seeds.forEach(10, random -> {
            RandomTable table = table(random);
            for (MemoryChunk chunk : table.chunks(2_000)) {
                RangeChecks.scansAsNaively(chunk, table, random, 40);
            }
        });
    }

    @Test
    void givesRecordsBackAsTheyWere() throws Throwable {
        Seeds.forEach(10, random -> {
            RandomTable table = table(random);
            for (MemoryChunk chunk : table.chunks(500)) {
                RangeChecks.givesRecordsBack(chunk, table, random);
            }
        });
    }

    private static RandomTable table(Random random) {
        return new RandomTable(random, 1 + random.nextInt(3_000));
    }
}
