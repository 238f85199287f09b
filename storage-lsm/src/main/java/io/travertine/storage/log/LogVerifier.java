package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.BIG_ENDIAN_INT;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads every byte of the files of a log and compares it with its checksums, those of the batches too, and the footers with
 * the groups. Changes nothing; the log may be open. Files it finds unsealed may end in groups that are just being written or
 * were when the power went: that is reported as a problem, although opening the log would cut them off.
 */
public final class LogVerifier {
    /** Neither a sequence nor a generation: what the file before would have to say, but is damaged. */
    private static final long NOT_KNOWN = 0;

    private static final int BATCH_CRC = 17;
    private static final int BATCH_CRC_FROM = 21;

    /** The first live sequence of a log whose manifest cannot be read. */
    public static final long UNKNOWN = -1;

    private final FileSystem system;
    private final int shard;
    private final List<Problem> problems = new ArrayList<>();
    private int files;
    private int sealedFiles;
    private long groups;
    private long batches;
    private long bytes;
    private long generationBefore = NOT_KNOWN;

    /** Bytes that are not what they should be. */
    public record Problem(Path file, long position, String message) {
        @Override
        public String toString() {
            return file + ", byte " + position + ": " + message;
        }
    }

    /** What was read, and what is wrong with it. */
    public record Report(int files, int sealedFiles, long groups, long batches, long bytes, List<Problem> problems) {
        public Report {
            problems = List.copyOf(problems);
        }

        public boolean whole() {
            return problems.isEmpty();
        }

        @Override
        public String toString() {
            String counts = files + " files (" + sealedFiles + " sealed), " + groups + " groups, " + batches
                    + " batches, " + bytes + " bytes";
            return whole()
                    ? counts + ": whole"
                    : counts + ": " + problems.size() + " problems, first " + problems.getFirst();
        }
    }

    private LogVerifier(FileSystem system, int shard) {
        this.system = system;
        this.shard = shard;
    }

    /**
     * Verifies all log files of a directory, and that none is missing between the first live group and the last file.
     *
     * @param firstLiveSequence as the manifest has it, or {@link #UNKNOWN} when there is none to ask
     */
    public static Report verify(FileSystem system, Path directory, int shard, long firstLiveSequence)
            throws IOException {
        LogVerifier verifier = new LogVerifier(system, shard);
        List<Path> paths = LogFileName.list(system, directory);
        if (firstLiveSequence != UNKNOWN) {
            verifier.verifyFirst(directory, paths, firstLiveSequence);
        }
        long next = NOT_KNOWN;
        for (Path path : paths) {
            long first = LogFileName.firstSequence(path);
            if (next != NOT_KNOWN && first != next) {
                verifier.problem(path, 0, "first sequence " + first, next + ", behind the file before");
                verifier.generationBefore = NOT_KNOWN;
            }
            next = verifier.verifyFile(path);
        }
        return verifier.report();
    }

    /** A new shard's first file may not have been made yet. */
    private void verifyFirst(Path directory, List<Path> paths, long firstLiveSequence) {
        long needed = Math.max(1, firstLiveSequence);
        boolean there =
                paths.isEmpty() ? firstLiveSequence == 0 : LogFileName.firstSequence(paths.getFirst()) <= needed;
        if (!there) {
            String found = paths.isEmpty() ? "no log file" : paths.getFirst().getFileName() + " as the first file";
            problem(
                    LogFileName.of(directory, needed),
                    0,
                    found + " and this file missing",
                    "the file with group " + needed);
        }
    }

    private Report report() {
        return new Report(files, sealedFiles, groups, batches, bytes, problems);
    }

    private void problem(Path path, long position, String found, String expected) {
        problems.add(new Problem(path, position, "found " + found + ", expected " + expected));
    }

    /** Returns the sequence behind the last whole group, if that can be known. */
    private long verifyFile(Path path) throws IOException {
        files++;
        long first = LogFileName.firstSequence(path);
        try (Arena arena = Arena.ofConfined();
                StoreFile file = system.openRead(path)) {
            MemorySegment content = file.map(0, file.size(), arena);
            bytes += content.byteSize();
            LogFileHeader header = LogFileHeader.decode(content, path);
            header.checkBelongs(path, shard, first);
            if (generationBefore != NOT_KNOWN) {
                header.checkFollows(path, generationBefore);
            }
            generationBefore = header.generation();
            SealedFile sealed = SealedFile.open(system, path, Runnable::run);
            try {
                return verifyGroups(path, content, header, sealed);
            } finally {
                if (sealed != null) {
                    sealed.dispose();
                }
            }
        } catch (CorruptFileException corrupt) {
            problems.add(new Problem(path, corrupt.position(), String.valueOf(corrupt.getMessage())));
            generationBefore = NOT_KNOWN;
            return NOT_KNOWN;
        }
    }

    private long verifyGroups(Path path, MemorySegment content, LogFileHeader header, @Nullable SealedFile sealed)
            throws IOException {
        GroupScanner scanner = new GroupScanner(content, header);
        LogIndex index = null;
        if (sealed != null) {
            sealedFiles++;
            index = sealed.index(sealed.footer().entryCount());
            verifyDirectory(path, sealed.footer(), index);
        }
        int ordinal = 0;
        while (scanner.next()) {
            groups++;
            batches += scanner.entryCount();
            for (int entry = 0; entry < scanner.entryCount(); entry++, ordinal++) {
                verifyBatch(path, content, scanner, entry);
                if (index != null && !sameEntry(index, ordinal, scanner, entry)) {
                    problem(path, scanner.position(), "entry " + ordinal + " in the footer", "that of the group");
                }
            }
        }
        GroupScanner.Problem end = scanner.problem();
        if (end != null) {
            problem(path, end.position(), end.found(), end.expected());
            return NOT_KNOWN;
        }
        if (sealed != null) {
            verifyEnd(path, sealed.footer(), scanner, ordinal);
        }
        return scanner.sequence() + 1;
    }

    private void verifyBatch(Path path, MemorySegment content, GroupScanner scanner, int entry) {
        long position = scanner.entryLong(entry, EntryLayout.POSITION);
        int length = scanner.entryInt(entry, EntryLayout.LENGTH);
        int stored = content.get(BIG_ENDIAN_INT, position + BATCH_CRC);
        int crc = Bytes.crc32c(content, position + BATCH_CRC_FROM, position + length);
        if (stored != crc) {
            problem(path, position + BATCH_CRC, "batch CRC " + Bytes.hex(stored), Bytes.hex(crc));
        }
    }

    private static boolean sameEntry(LogIndex index, int ordinal, GroupScanner scanner, int entry) {
        return ordinal < index.entryCount()
                && index.partition(ordinal) == scanner.entryInt(entry, EntryLayout.PARTITION)
                && index.length(ordinal) == scanner.entryInt(entry, EntryLayout.LENGTH)
                && index.idHigh(ordinal) == scanner.entryLong(entry, EntryLayout.ID_HIGH)
                && index.idLow(ordinal) == scanner.entryLong(entry, EntryLayout.ID_LOW)
                && index.baseOffset(ordinal) == scanner.entryLong(entry, EntryLayout.BASE_OFFSET)
                && index.recordCount(ordinal) == scanner.entryInt(entry, EntryLayout.RECORD_COUNT)
                && index.crc(ordinal) == scanner.entryInt(entry, EntryLayout.CRC)
                && index.maxTimestampMs(ordinal) == scanner.entryLong(entry, EntryLayout.MAX_TIMESTAMP)
                && index.position(ordinal) == scanner.entryLong(entry, EntryLayout.POSITION);
    }

    /** Every entry stands once in the directory, under its partition, in the order of the offsets. */
    private void verifyDirectory(Path path, Footer footer, LogIndex index) {
        int count = 0;
        for (int partition : index.partitions()) {
            PartitionEntries entries = index.partitionEntries(partition);
            count += entries.count();
            for (int i = 0; i < entries.count(); i++) {
                boolean inOrder =
                        i == 0 || index.baseOffset(entries.ordinal(i)) >= index.endOffset(entries.ordinal(i - 1));
                if (index.partition(entries.ordinal(i)) != partition || !inOrder) {
                    problem(
                            path,
                            footer.ordinalsPosition(),
                            "ordinal " + entries.ordinal(i) + " as entry " + i + " of partition " + partition,
                            "one of that partition, in offset order");
                }
            }
        }
        if (count != index.entryCount()) {
            problem(path, footer.directoryPosition(), count + " ordinals", index.entryCount() + "");
        }
    }

    private void verifyEnd(Path path, Footer footer, GroupScanner scanner, int entryCount) {
        if (scanner.end() != footer.position()
                || scanner.sequence() != footer.lastSequence()
                || entryCount != footer.entryCount()) {
            problem(
                    path,
                    scanner.end(),
                    "the end of group " + scanner.sequence() + " and of " + entryCount + " entries",
                    "that of group " + footer.lastSequence() + " and of " + footer.entryCount() + " entries at byte "
                            + footer.position());
        }
    }
}
