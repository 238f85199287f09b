package io.travertine.columnar.segment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.RandomTable;
import io.travertine.columnar.RangeChecks;
import io.travertine.storage.CorruptFileException;
import io.travertine.storage.Seeds;
import io.travertine.storage.file.StrictFileSystem;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever byte of a segment is damaged, wherever it is cut: an error that names the file, or the right data; never wrong data. */
class SegmentDamageTest {
    private static final Path DIRECTORY = Path.of("/columns");
    private static final int FLIPS = Integer.getInteger("travertine.flips", 1_000);

    @Test
    void aDamagedByteIsReportedOrDoesNotMatter() throws Throwable {
        Seeds.forEach(1, random -> {
            StrictFileSystem files = new StrictFileSystem();
            files.createDirectories(DIRECTORY);
            RandomTable table = new RandomTable(random, 150);
            SegmentInfo info = Segments.write(files, DIRECTORY, table.chunks(60));
            for (int i = 0; i < FLIPS; i++) {
                Path path = anyFile(files, random);
                long position = random.nextInt(files.content(path).length);
                int xor = 1 + random.nextInt(255);
                files.corrupt(path, position, xor);
                readAll(files, info, table, random, path);
                assertThrows(CorruptFileException.class, () -> verify(files, info), path + " at " + position);
                files.corrupt(path, position, xor);
            }
            verify(files, info);
        });
    }

    @Test
    void aFileCutShortIsReported() throws Throwable {
        Seeds.forEach(1, random -> {
            StrictFileSystem whole = new StrictFileSystem();
            whole.createDirectories(DIRECTORY);
            RandomTable table = new RandomTable(random, 150);
            SegmentInfo info = Segments.write(whole, DIRECTORY, table.chunks(60));
            for (int i = 0; i < FLIPS / 20; i++) {
                StrictFileSystem files = whole.copy();
                Path path = anyFile(files, random);
                files.resize(path, random.nextInt(files.content(path).length));
                assertThrows(CorruptFileException.class, () -> verify(files, info), path.toString());
            }
        });
    }

    private static Path anyFile(StrictFileSystem files, Random random) throws Exception {
        var all = files.list(DIRECTORY);
        return all.get(random.nextInt(all.size()));
    }

    private static void readAll(
            StrictFileSystem files, SegmentInfo info, RandomTable table, Random random, Path damaged) throws Exception {
        try (Segment segment = Segment.open(files, DIRECTORY, info)) {
            RangeChecks.scansAsNaively(segment, table, random, 3);
            RangeChecks.givesRecordsBack(segment, table, random);
        } catch (CorruptFileException e) {
            assertTrue(e.getMessage().contains(damaged.toString()), e.getMessage());
        }
    }

    private static void verify(StrictFileSystem files, SegmentInfo info) throws Exception {
        try (Segment segment = Segment.open(files, DIRECTORY, info)) {
            segment.verify();
        }
    }
}
