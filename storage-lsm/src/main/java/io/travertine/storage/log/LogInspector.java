package io.travertine.storage.log;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Prints what is in a log file, a line for the header, each group, each entry if wanted, and the footer. Changes nothing. */
public final class LogInspector {
    private final PrintStream out;
    private final boolean withEntries;

    private LogInspector(PrintStream out, boolean withEntries) {
        this.out = out;
        this.withEntries = withEntries;
    }

    public static void print(FileSystem system, Path path, boolean withEntries, PrintStream out) throws IOException {
        try (Arena arena = Arena.ofConfined();
                StoreFile file = system.openRead(path)) {
            new LogInspector(out, withEntries).print(path, file.map(0, file.size(), arena));
        }
    }

    private void print(Path path, MemorySegment content) throws IOException {
        LogFileHeader header = LogFileHeader.decode(content, path);
        out.printf(
                "header   shard %d, first group %d, generation %016x after %016x, durable to group %d, created %s%n",
                header.shard(),
                header.firstSequence(),
                header.generation(),
                header.previousGeneration(),
                header.durableSequence(),
                Instant.ofEpochMilli(header.createdMs()));
        GroupScanner scanner = new GroupScanner(content, header);
        while (scanner.next()) {
            printGroup(scanner);
        }
        GroupScanner.Problem problem = scanner.problem();
        if (problem != null) {
            out.printf(
                    "problem  byte %d: found %s, expected %s%n",
                    problem.position(), problem.found(), problem.expected());
        }
        printFooter(footer(content), scanner.end(), content.byteSize());
    }

    private static @Nullable Footer footer(MemorySegment content) {
        long size = content.byteSize();
        return size < LogFileHeader.BYTES + Footer.TAIL_BYTES
                ? null
                : Footer.decodeTail(content.asSlice(size - Footer.TAIL_BYTES), size);
    }

    private void printGroup(GroupScanner group) {
        out.printf(
                "group    %d at byte %d: %d batches, %d bytes, durable to group %d%n",
                group.sequence(), group.position(), group.entryCount(), group.payloadBytes(), group.durableSequence());
        for (int entry = 0; withEntries && entry < group.entryCount(); entry++) {
            out.printf(
                    "  batch  partition %d, offset %d, %d records, id %016x%016x, up to %s, %d bytes at byte %d%n",
                    group.entryInt(entry, EntryLayout.PARTITION),
                    group.entryLong(entry, EntryLayout.BASE_OFFSET),
                    group.entryInt(entry, EntryLayout.RECORD_COUNT),
                    group.entryLong(entry, EntryLayout.ID_HIGH),
                    group.entryLong(entry, EntryLayout.ID_LOW),
                    Instant.ofEpochMilli(group.entryLong(entry, EntryLayout.MAX_TIMESTAMP)),
                    group.entryInt(entry, EntryLayout.LENGTH),
                    group.entryLong(entry, EntryLayout.POSITION));
        }
    }

    private void printFooter(@Nullable Footer footer, long end, long size) {
        if (footer == null) {
            out.printf("unsealed %d bytes behind the last whole group%n", size - end);
            return;
        }
        out.printf(
                "footer   at byte %d: %d groups, %d batches, %d records in %d partitions, %d bytes, up to %s, sealed %s%n",
                footer.position(),
                footer.groupCount(),
                footer.entryCount(),
                footer.recordCount(),
                footer.partitionCount(),
                footer.payloadBytes(),
                Instant.ofEpochMilli(footer.maxTimestampMs()),
                Instant.ofEpochMilli(footer.sealedMs()));
    }
}
