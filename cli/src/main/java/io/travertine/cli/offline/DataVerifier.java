package io.travertine.cli.offline;

import io.travertine.cli.output.Units;
import io.travertine.columnar.segment.Segment;
import io.travertine.columnar.segment.SegmentFiles;
import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.engine.DataDirectory;
import io.travertine.engine.catalog.Catalog;
import io.travertine.engine.catalog.Manifest;
import io.travertine.engine.catalog.TopicRecord;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.log.LogVerifier;
import io.travertine.storage.metadata.MetadataFile;
import io.travertine.storage.metadata.MetadataStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads every byte of a data directory and compares it with its checksums: metadata, logs, segments. Changes nothing. */
public final class DataVerifier {
    private final FileSystem files = new OsFileSystem();
    private final Path directory;
    private final List<String> lines = new ArrayList<>();
    private int problems;

    /**
     * What was found.
     *
     * @param lines one for each part that is whole, one for each problem
     */
    public record Report(List<String> lines, int problems) {
        public Report {
            lines = List.copyOf(lines);
        }
    }

    private DataVerifier(Path directory) {
        this.directory = directory;
    }

    /** Fails when a broker has the directory open, or when it is of a version that this program does not read. */
    public static Report verify(Path directory) throws IOException {
        DataVerifier verifier = new DataVerifier(directory);
        DataDirectory.checkVersion(verifier.files, directory);
        Closeable lock = verifier.files.lock(directory.resolve("LOCK"));
        try {
            if (verifier.verifyMetadata()) {
                verifier.verifyWhatMetadataLists();
            } else {
                verifier.verifyWhatIsThere();
            }
        } finally {
            lock.close();
        }
        return new Report(verifier.lines, verifier.problems);
    }

    /** Verifies the file that counts, the newest; whether it can be read. */
    private boolean verifyMetadata() throws IOException {
        Path metadata = DataDirectory.metadata(directory);
        List<Path> found = files.list(metadata).stream()
                .filter(file -> file.toString().endsWith(".meta"))
                .toList();
        if (found.isEmpty()) {
            problem(new NoSuchFileException(metadata + " has no .meta file"));
            return false;
        }
        Path file = found.getLast();
        int[] commits = {0};
        try {
            long torn = MetadataFile.inspect(files, file, (version, position, changes) -> commits[0]++);
            lines.add(file + ": whole, " + commits[0] + " commits" + tornTail(torn));
            return true;
        } catch (IOException e) {
            problem(e);
            return false;
        }
    }

    private static String tornTail(long bytes) {
        return bytes == 0 ? "" : "; " + bytes + " bytes of a torn, unacknowledged commit behind them will be cut off";
    }

    private void verifyWhatMetadataLists() throws IOException {
        try (MetadataStore metadata =
                MetadataStore.open(new RehearsalFileSystem(files), DataDirectory.metadata(directory))) {
            Catalog catalog = new Catalog(metadata, 1);
            Manifest manifest = new Manifest(metadata);
            for (int shard = 0; shard < catalog.shards(); shard++) {
                verifyLog(shard, manifest.firstLiveSequence(shard));
            }
            for (TopicRecord topic : catalog.topics()) {
                verifySegments(topic, manifest);
            }
        }
    }

    /** Without metadata nobody knows what should be there; what is there can still be read. */
    private void verifyWhatIsThere() throws IOException {
        for (int shard = 0; shard < DataDirectory.shardsFound(files, directory); shard++) {
            verifyLog(shard, LogVerifier.UNKNOWN);
            for (Path segments : DataDirectory.segments(files, directory, shard)) {
                verifySegments(segments);
            }
        }
    }

    private void verifyLog(int shard, long firstLiveSequence) {
        Path log = DataDirectory.log(directory, shard);
        try {
            LogVerifier.Report report = LogVerifier.verify(files, log, shard, firstLiveSequence);
            if (report.whole()) {
                lines.add(log + ": " + report);
            }
            for (LogVerifier.Problem problem : report.problems()) {
                problems++;
                lines.add(problem.toString());
            }
        } catch (IOException e) {
            problem(e);
        }
    }

    private void verifySegments(Path segments) throws IOException {
        int before = problems;
        Set<Long> numbers = new TreeSet<>();
        for (Path file : files.list(segments)) {
            SegmentFiles.number(file).ifPresent(numbers::add);
        }
        for (long number : numbers) {
            verifySegment(() -> Segment.openWithoutManifest(files, segments, number));
        }
        if (problems == before && !numbers.isEmpty()) {
            lines.add(segments + ": " + Units.count(numbers.size(), "segment") + ", whole");
        }
    }

    @FunctionalInterface
    private interface Opening {
        Segment open() throws IOException;
    }

    private void verifySegment(Opening opening) {
        try (Segment segment = opening.open()) {
            segment.verify();
        } catch (IOException e) {
            problem(e);
        }
    }

    private void verifySegments(TopicRecord topic, Manifest manifest) throws IOException {
        int count = 0;
        long bytes = 0;
        int before = problems;
        for (int index = 0; index < topic.partitions().size(); index++) {
            TopicRecord.Placement placement = topic.partitions().get(index);
            Path segments = DataDirectory.segments(directory, placement.shard(), topic.name(), index);
            for (SegmentInfo info : manifest.segments(placement.shard(), placement.number())) {
                count++;
                bytes += info.bytes();
                verifySegment(() -> Segment.open(files, segments, info));
            }
        }
        if (problems == before && count > 0) {
            lines.add("segments of " + topic.name() + ": whole, " + count + " of " + Units.bytes(bytes));
        }
    }

    private void problem(IOException e) {
        problems++;
        lines.add(
                e instanceof NoSuchFileException missing
                        ? "missing: " + missing.getFile()
                        : String.valueOf(e.getMessage()));
    }
}
