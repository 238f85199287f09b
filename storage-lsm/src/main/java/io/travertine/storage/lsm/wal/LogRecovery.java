package io.travertine.storage.lsm.wal;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the files of a log in order. What is not whole at the end of the last file was torn when the power went, unless something says that it
 * had been durable: the next file begins behind it, or a whole frame later in the file was written when it was. Then it is damage.
 */
public final class LogRecovery {
    private final FileSystem files;
    private final Visitor visitor;
    private final List<FileEnd> ends = new ArrayList<>();
    private final List<Path> unreachable = new ArrayList<>();
    private long lastSequence;
    private long tornBytes;
    private byte[] payload = {};

    /** Is given each commit. */
    @FunctionalInterface
    public interface Visitor {
        /** @param payload whose first {@code length} bytes are the commit's; it is used again for the next */
        void commit(long firstSequence, int operations, byte[] payload, int length) throws IOException;
    }

    /** A file and the last sequence it has; one less than its first when it has none. */
    public record FileEnd(Path path, long lastSequence) {}

    /**
     * What the log had.
     *
     * @param files the oldest first
     * @param lastSequence 0 when there is none
     * @param tornBytes behind the last whole frame
     * @param unreachable files with commits behind one that the power cut tore: nobody was promised them, and they are to be deleted
     */
    public record Result(List<FileEnd> files, long lastSequence, long tornBytes, List<Path> unreachable) {}

    private LogRecovery(FileSystem files, Visitor visitor) {
        this.files = files;
        this.visitor = visitor;
    }

    /**
     * Reads a log.
     *
     * @param floor sequences up to it are in tables: files may be missing that had no others
     * @throws CorruptFileException when something is missing or not whole that had been durable
     */
    public static Result read(FileSystem files, Path directory, long floor, Visitor visitor) throws IOException {
        LogRecovery recovery = new LogRecovery(files, visitor);
        List<Path> logs = new ArrayList<>();
        for (Path path : files.list(directory)) {
            if (LogFormat.isLog(path)) {
                logs.add(path);
            } else {
                files.delete(path);
            }
        }
        // A process that was killed may have left files unsynced: what is read now, and built on, no power cut may take
        // back.
        for (Path log : logs) {
            try (StoreFile file = files.openWrite(log)) {
                file.sync();
            }
        }
        files.syncDirectory(directory);
        for (Path log : logs) {
            recovery.read(log, floor);
        }
        return new Result(recovery.ends, recovery.lastSequence, recovery.tornBytes, recovery.unreachable);
    }

    private void read(Path path, long floor) throws IOException {
        try (StoreFile file = files.openRead(path);
                Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = file.map(0, file.size(), arena);
            long first = checkHeader(path, bytes);
            long covered = Math.max(lastSequence, floor);
            boolean gap = first > covered + 1 || !unreachable.isEmpty();
            if (first <= lastSequence || (gap && LogFormat.getLong(bytes, 24) > covered)) {
                throw new CorruptFileException(
                        path,
                        0,
                        "a file that begins with sequence " + first + " when all up to " + LogFormat.getLong(bytes, 24)
                                + " was durable",
                        "sequence " + (covered + 1) + ": a file is missing or damaged before it");
            }
            if (gap) {
                checkClaims(path, bytes, LogFormat.HEADER_BYTES, covered);
                unreachable.add(path);
                return;
            }
            // Of files that were deleted because tables have what they had, any may have come back.
            lastSequence = first - 1;
            tornBytes = 0;
            frames(path, bytes);
            ends.add(new FileEnd(path, lastSequence));
        }
    }

    private static long checkHeader(Path path, MemorySegment bytes) throws IOException {
        if (bytes.byteSize() < LogFormat.HEADER_BYTES
                || LogFormat.getLong(bytes, 0) != LogFormat.MAGIC
                || LogFormat.headerCrc(bytes) != LogFormat.storedHeaderCrc(bytes)) {
            throw new CorruptFileException(path, 0, "bytes that are no header of a log file", "one");
        }
        int version = LogFormat.getInt(bytes, 8);
        if (version != LogFormat.VERSION) {
            throw new UnsupportedFormatException(path, version, LogFormat.VERSION, LogFormat.VERSION);
        }
        return LogFormat.getLong(bytes, 16);
    }

    private void frames(Path path, MemorySegment bytes) throws IOException {
        int epoch = LogFormat.getInt(bytes, 12);
        long at = LogFormat.HEADER_BYTES;
        while (isFrame(bytes, at, epoch) && firstSequence(bytes, at) == lastSequence + 1) {
            int length = LogFormat.getInt(bytes, at + LogFormat.LENGTH);
            int operations = LogFormat.getInt(bytes, at + LogFormat.OPERATIONS);
            if (payload.length < length) {
                payload = new byte[Math.max(length, 2 * payload.length)];
            }
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at + LogFormat.FRAME_HEADER_BYTES, payload, 0, length);
            visitor.commit(lastSequence + 1, operations, payload, length);
            lastSequence += operations;
            at += LogFormat.FRAME_HEADER_BYTES + length;
        }
        tornBytes = bytes.byteSize() - at;
        checkClaims(path, bytes, at + 1, lastSequence);
    }

    /** Whether no whole frame from a place on was made when more had been durable than there is. */
    private static void checkClaims(Path path, MemorySegment bytes, long from, long sequence)
            throws CorruptFileException {
        int epoch = LogFormat.getInt(bytes, 12);
        for (long at = from; at <= bytes.byteSize() - LogFormat.FRAME_HEADER_BYTES; at++) {
            if (isFrame(bytes, at, epoch) && LogFormat.getLong(bytes, at + LogFormat.DURABLE_SEQUENCE) > sequence) {
                throw new CorruptFileException(
                        path,
                        at,
                        "a frame from when all up to sequence "
                                + LogFormat.getLong(bytes, at + LogFormat.DURABLE_SEQUENCE) + " had been durable",
                        "sequence " + (sequence + 1) + " whole before it, which is damaged or missing");
            }
        }
    }

    private static boolean isFrame(MemorySegment bytes, long at, int epoch) {
        long left = bytes.byteSize() - at - LogFormat.FRAME_HEADER_BYTES;
        if (left < 0 || LogFormat.getInt(bytes, at + LogFormat.EPOCH) != epoch) {
            return false;
        }
        int length = LogFormat.getInt(bytes, at + LogFormat.LENGTH);
        return length >= 0
                && length <= left
                && LogFormat.getInt(bytes, at + LogFormat.OPERATIONS) >= 0
                && LogFormat.getInt(bytes, at)
                        == LogFormat.crc(bytes.asSlice(
                                        at + LogFormat.LENGTH,
                                        LogFormat.FRAME_HEADER_BYTES - LogFormat.LENGTH + (long) length)
                                .asByteBuffer());
    }

    private static long firstSequence(MemorySegment bytes, long at) {
        return LogFormat.getLong(bytes, at + LogFormat.FIRST_SEQUENCE);
    }
}
