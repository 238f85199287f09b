package io.travertine.storage.log;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.memory.MemoryBudget;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Brings the files of a log into a state in which all of them are sealed, in order and without a gap.
 *
 * <ol>
 *   <li>Files wholly below the first live sequence are left over from a retirement: deleted.
 *   <li>A file with a whole footer is sealed; it is not read further.
 *   <li>Any other is scanned group by group. If all groups up to its end are whole, it is sealed.
 *   <li>At the first group that is not whole, or missing, the rest of this file and all later files are searched for something
 *       written when that group was already durable. If there is, acknowledged records are damaged: {@link
 *       CorruptFileException}, and nothing is changed. If there is not, this is the torn tail: groups that were being written
 *       when the power went, a later one of which may have reached the disk before an earlier one. It is cut off, and later
 *       files, which have nothing else, are deleted.
 *   <li>A last file without a group is begun anew by the caller, under the same name.
 * </ol>
 *
 * What can't be known is damage to the last group that was made durable before a power cut: nothing later tells of it.
 */
final class LogRecovery {
    private final FileSystem system;
    private final Path directory;
    private final LogOptions options;
    private final MemoryBudget.Account account;
    private final Executor background;
    private final long startNanos = System.nanoTime();

    private final List<SealedFile> sealed = new ArrayList<>();
    private final List<Path> deleted = new ArrayList<>();
    private List<Path> paths = List.of();
    private long nextSequence;
    private long lastGeneration;
    private int scannedFiles;
    private boolean beginAnew;
    private RecoveryReport.@Nullable TornTail tornTail;

    LogRecovery(
            FileSystem system, Path directory, LogOptions options, MemoryBudget.Account account, Executor background) {
        this.system = system;
        this.directory = directory;
        this.options = options;
        this.account = account;
        this.background = background;
    }

    /**
     * @param lastGeneration of the last sealed file, 0 when there is none
     * @param beginAnew whether the file of the next sequence exists, without a group
     */
    record Recovered(
            List<SealedFile> sealed,
            long nextSequence,
            long lastGeneration,
            boolean beginAnew,
            RecoveryReport report) {}

    Recovered run(long firstLiveSequence) throws IOException {
        boolean done = false;
        try {
            system.createDirectories(directory);
            paths = LogFileName.list(system, directory);
            deleteRetired(firstLiveSequence);
            checkFirst(firstLiveSequence);
            for (int i = 0; i < paths.size(); i++) {
                recover(i);
            }
            done = true;
            return new Recovered(sealed, nextSequence, lastGeneration, beginAnew, report());
        } finally {
            if (!done) {
                closeAll();
            }
        }
    }

    private void deleteRetired(long firstLiveSequence) throws IOException {
        int retired = 0;
        while (retired + 1 < paths.size() && LogFileName.firstSequence(paths.get(retired + 1)) <= firstLiveSequence) {
            retired++;
        }
        delete(paths.subList(0, retired));
        paths = paths.subList(retired, paths.size());
    }

    private void delete(List<Path> files) throws IOException {
        for (Path path : files) {
            system.delete(path);
            deleted.add(path);
        }
        if (!files.isEmpty()) {
            system.syncDirectory(directory);
        }
    }

    private void checkFirst(long firstLiveSequence) throws IOException {
        nextSequence = Math.max(1, firstLiveSequence);
        if (!paths.isEmpty() && LogFileName.firstSequence(paths.getFirst()) <= nextSequence) {
            nextSequence = LogFileName.firstSequence(paths.getFirst());
        } else if (!paths.isEmpty() || firstLiveSequence > 0) {
            throw missing(paths.isEmpty() ? "no log file" : paths.getFirst().getFileName() + " as the first file");
        }
    }

    private CorruptFileException missing(String found) {
        Path path = LogFileName.of(directory, nextSequence);
        return new CorruptFileException(
                path, 0, found + " and this file missing", "the file with group " + nextSequence);
    }

    private void recover(int i) throws IOException {
        Path path = paths.get(i);
        if (LogFileName.firstSequence(path) != nextSequence) {
            throw missing(path.getFileName() + " behind group " + (nextSequence - 1));
        }
        SealedFile file = SealedFile.open(system, path, background);
        if (file == null) {
            file = scan(i);
        }
        if (file != null) {
            sealed.add(file);
            check(file.header(), path);
            nextSequence = file.lastSequence() + 1;
            lastGeneration = file.header().generation();
        }
    }

    private void check(LogFileHeader header, Path path) throws IOException {
        header.checkBelongs(path, options.shard(), nextSequence);
        if (lastGeneration != 0) {
            header.checkFollows(path, lastGeneration);
        }
    }

    private @Nullable SealedFile scan(int i) throws IOException {
        Path path = paths.get(i);
        MemoryIndex index = new MemoryIndex(account);
        try (Arena arena = Arena.ofConfined();
                StoreFile file = system.openWrite(path)) {
            MemorySegment bytes = file.map(0, file.size(), arena);
            LogFileHeader header = header(bytes, i);
            if (header == null) {
                beginAnew = true;
                return null;
            }
            GroupScanner scanner = new GroupScanner(bytes, header);
            int groupCount = 0;
            while (scanner.next()) {
                scanner.addTo(index);
                groupCount++;
            }
            if (!endsWhole(scanner, i)) {
                cut(i, bytes, scanner, header);
            }
            if (groupCount == 0) {
                beginAnew = true;
                return null;
            }
            file.truncate(scanner.end());
            file.sync();
            FooterWriter.write(
                    file,
                    scanner.end(),
                    header.generation(),
                    scanner.sequence(),
                    groupCount,
                    index,
                    options.clock().millis());
            scannedFiles++;
        } finally {
            index.close();
        }
        SealedFile result = SealedFile.open(system, path, background);
        if (result == null) {
            throw new IOException(path
                    + " has no footer although one has just been written and synced; the disk is not to be trusted");
        }
        return result;
    }

    /** The header; null when it is torn and nothing in or behind the file had been durable. */
    private @Nullable LogFileHeader header(MemorySegment bytes, int i) throws IOException {
        LogFileHeader header;
        try {
            header = LogFileHeader.decode(bytes, paths.get(i));
        } catch (CorruptFileException torn) {
            if (shownDurable(i, bytes, 0, 0)) {
                throw torn;
            }
            cutAt(i, 0, bytes.byteSize(), "a header that is not whole");
            return null;
        }
        check(header, paths.get(i));
        return header;
    }

    /** Whether no group is missing. A file is begun when the one before it is complete: what else is in that is a torn footer. */
    private boolean endsWhole(GroupScanner scanner, int i) {
        return i + 1 == paths.size()
                ? scanner.problem() == null
                : LogFileName.firstSequence(paths.get(i + 1)) == scanner.sequence() + 1;
    }

    private void cut(int i, MemorySegment bytes, GroupScanner scanner, LogFileHeader header) throws IOException {
        nextSequence = scanner.sequence() + 1;
        GroupScanner.Problem problem = scanner.problem();
        if (problem == null) {
            problem = new GroupScanner.Problem(scanner.end(), "the end of the groups", "group " + nextSequence);
        }
        if (shownDurable(i, bytes, scanner.end(), header.generation())) {
            throw new CorruptFileException(
                    paths.get(i),
                    problem.position(),
                    problem.found(),
                    problem.expected() + " in group " + nextSequence + ", which had been made durable");
        }
        cutAt(i, scanner.end(), bytes.byteSize() - scanner.end(), problem.found());
        nextSequence = LogFileName.firstSequence(paths.get(i));
    }

    private void cutAt(int i, long position, long droppedBytes, String found) throws IOException {
        long bytes = droppedBytes;
        List<Path> later = paths.subList(i + 1, paths.size());
        for (Path path : later) {
            try (StoreFile file = system.openRead(path)) {
                bytes += file.size();
            }
        }
        if (bytes > 0) {
            tornTail = new RecoveryReport.TornTail(paths.get(i), position, bytes, found);
        }
        delete(later);
        paths = paths.subList(0, i + 1);
    }

    /** Whether anything behind the position, or in a later file, shows that the group with the next sequence was durable. */
    private boolean shownDurable(int i, MemorySegment bytes, long position, long generation) throws IOException {
        if (GroupScanner.findTrailerThatKnows(nextSequence, bytes, position, options.shard(), generation) >= 0) {
            return true;
        }
        for (Path path : paths.subList(i + 1, paths.size())) {
            if (showsDurable(path)) {
                return true;
            }
        }
        return false;
    }

    private boolean showsDurable(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined();
                StoreFile file = system.openRead(path)) {
            MemorySegment bytes = file.map(0, file.size(), arena);
            long generation = 0;
            try {
                LogFileHeader header = LogFileHeader.decode(bytes, path);
                if (header.durableSequence() >= nextSequence) {
                    return true;
                }
                generation = header.generation();
            } catch (CorruptFileException torn) {
                // Its groups may still tell.
            }
            return GroupScanner.findTrailerThatKnows(nextSequence, bytes, 0, options.shard(), generation) >= 0;
        }
    }

    private RecoveryReport report() {
        return new RecoveryReport(
                sealed.size(),
                scannedFiles,
                sealed.stream().mapToLong(file -> file.footer().groupCount()).sum(),
                sealed.stream().mapToLong(file -> file.footer().entryCount()).sum(),
                sealed.stream().mapToLong(SealedFile::sizeInBytes).sum(),
                tornTail,
                deleted,
                (System.nanoTime() - startNanos) / 1_000_000);
    }

    private void closeAll() throws IOException {
        for (SealedFile file : sealed) {
            file.dispose();
        }
    }
}
