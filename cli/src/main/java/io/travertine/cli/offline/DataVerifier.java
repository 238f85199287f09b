package io.travertine.cli.offline;

import io.travertine.cli.output.Units;
import io.travertine.columnar.segment.Segment;
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

    /** Fails when a broker has the directory open. */
    public static Report verify(Path directory) throws IOException {
        DataVerifier verifier = new DataVerifier(directory);
        if (!verifier.files.exists(directory.resolve("VERSION"))) {
            throw new NoSuchFileException(directory.resolve("VERSION") + " (not a data directory)");
        }
        Closeable lock = verifier.files.lock(directory.resolve("LOCK"));
        try {
            verifier.verifyMetadata();
            verifier.verifyShards();
        } finally {
            lock.close();
        }
        return new Report(verifier.lines, verifier.problems);
    }

    private void verifyMetadata() throws IOException {
        for (Path file : files.list(DataDirectory.metadata(directory))) {
            int[] commits = {0};
            try {
                MetadataFile.inspect(files, file, (version, position, changes) -> commits[0]++);
                lines.add(file + ": whole, " + commits[0] + " commits");
            } catch (IOException e) {
                problem(e);
            }
        }
    }

    private void verifyShards() throws IOException {
        try (MetadataStore metadata =
                MetadataStore.open(new RehearsalFileSystem(files), DataDirectory.metadata(directory))) {
            Catalog catalog = new Catalog(metadata, 1);
            Manifest manifest = new Manifest(metadata);
            for (int shard = 0; shard < catalog.shards(); shard++) {
                verifyLog(DataDirectory.log(directory, shard));
            }
            for (TopicRecord topic : catalog.topics()) {
                verifySegments(topic, manifest);
            }
        } catch (IOException e) {
            problem(e);
        }
    }

    private void verifyLog(Path log) throws IOException {
        LogVerifier.Report report = LogVerifier.verify(files, log);
        if (report.whole()) {
            lines.add(log + ": " + report);
        }
        for (LogVerifier.Problem problem : report.problems()) {
            problems++;
            lines.add(problem.toString());
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
                try (Segment segment = Segment.open(files, segments, info)) {
                    segment.verify();
                } catch (IOException e) {
                    problem(e);
                }
            }
        }
        if (problems == before && count > 0) {
            lines.add("segments of " + topic.name() + ": whole, " + count + " of " + Units.bytes(bytes));
        }
    }

    private void problem(IOException e) {
        problems++;
        lines.add(String.valueOf(e.getMessage()));
    }
}
