package io.travertine.columnar.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.RandomTable;
import io.travertine.columnar.RangeChecks;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.storage.Seeds;
import io.travertine.storage.file.Fault;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The power fails, or the disk does, at each operation of writing a segment. */
class SegmentPublicationTest {
    private static final Path DIRECTORY = Path.of("/columns");

    @Test
    void aSegmentThatWasReturnedIsWholeAfterAPowerCut() throws Throwable {
        Seeds.forEach(20, random -> {
            StrictFileSystem files = files();
            RandomTable table = new RandomTable(random, 500);
            SegmentInfo info = Segments.write(files, DIRECTORY, table.chunks(200));
            StrictFileSystem left = files.crash(random);
            try (Segment segment = Segment.open(left, DIRECTORY, info)) {
                segment.verify();
                RangeChecks.holdsAll(segment, table);
            }
        });
    }

    @Test
    void afterAPowerCutAtAnyOperationTheSegmentCanBeWrittenAgain() throws Throwable {
        Seeds.forEach(3, random -> {
            RandomTable table = new RandomTable(random, 300);
            List<MemoryChunk> chunks = table.chunks(200);
            long operations = operations(chunks);
            for (long operation = 1; operation <= operations; operation++) {
                StrictFileSystem files = files();
                files.failAt(files.operations() + operation, Fault.POWER_CUT);
                assertTrue(fails(files, chunks), "operation " + operation);
                StrictFileSystem left = files.crash(random);
                SegmentInfo info = Segments.write(left, DIRECTORY, chunks);
                StrictFileSystem after = left.crash(random);
                try (Segment segment = Segment.open(after, DIRECTORY, info)) {
                    RangeChecks.holdsAll(segment, table);
                }
                SegmentFiles.delete(after, DIRECTORY, info.number());
                assertEquals(List.of(), after.list(DIRECTORY));
            }
        });
    }

    @Test
    void aFailedDiskLeavesNothingBehind() throws Throwable {
        Seeds.forEach(3, random -> {
            List<MemoryChunk> chunks = new RandomTable(random, 300).chunks(200);
            long operations = operations(chunks);
            for (long operation = 1; operation <= operations; operation++) {
                StrictFileSystem files = files();
                files.failAt(files.operations() + operation, Fault.IO_ERROR);
                assertTrue(fails(files, chunks), "operation " + operation);
                assertEquals(List.of(), files.list(DIRECTORY));
            }
        });
    }

    private static StrictFileSystem files() throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        files.createDirectories(DIRECTORY);
        return files;
    }

    private static long operations(List<MemoryChunk> chunks) throws Exception {
        StrictFileSystem files = files();
        long before = files.operations();
        Segments.write(files, DIRECTORY, chunks);
        return files.operations() - before;
    }

    private static boolean fails(StrictFileSystem files, List<MemoryChunk> chunks) throws Exception {
        try {
            Segments.write(files, DIRECTORY, chunks);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
