package io.travertine.columnar.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.columnar.RandomTable;
import io.travertine.columnar.RangeChecks;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.storage.Seeds;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
    @TempDir
    Path directory;

    @Test
    void holdsEveryValueOfEveryRecord() throws Throwable {
        Seeds.forEach(
                20,
                random -> withSegment(random, (segment, table) -> {
                    RangeChecks.holdsAll(segment, table);
                    segment.verify();
                }));
    }

    @Test
    void scansAsAFilterOverTheRowsWould() throws Throwable {
        Seeds.forEach(
                10,
                random -> withSegment(
                        random, (segment, table) -> RangeChecks.scansAsNaively(segment, table, random, 60)));
    }

    @Test
    void givesRecordsBackAsTheyWere() throws Throwable {
        Seeds.forEach(
                10,
                random -> withSegment(random, (segment, table) -> {
                    for (int i = 0; i < 5; i++) {
                        RangeChecks.givesRecordsBack(segment, table, random);
                    }
                }));
    }

    @Test
    void isDescribedByBytes() throws Throwable {
        Seeds.forEach(
                5,
                random -> withSegment(random, (segment, table) -> {
                    assertEquals(
                            segment.info(), SegmentInfo.decode(segment.info().encode()));
                    assertEquals(table.firstOffset, segment.info().firstOffset());
                    assertEquals(table.rows.size(), segment.info().rowCount());
                    long bytes = 0;
                    for (Path file : new OsFileSystem().list(directory)) {
                        bytes += Files.size(file);
                    }
                    assertEquals(bytes, segment.info().bytes());
                }));
    }

    private void withSegment(Random random, SegmentCheck check) throws Exception {
        FileSystem files = new OsFileSystem();
        RandomTable table = new RandomTable(random, 1 + random.nextInt(6_000));
        List<MemoryChunk> chunks = table.chunks(100 + random.nextInt(3_000));
        SegmentInfo info = Segments.write(files, directory, chunks);
        try (Segment segment = Segment.open(files, directory, info)) {
            check.accept(segment, table);
        }
        SegmentFiles.delete(files, directory, info.number());
    }

    private interface SegmentCheck {
        void accept(Segment segment, RandomTable table) throws Exception;
    }
}
