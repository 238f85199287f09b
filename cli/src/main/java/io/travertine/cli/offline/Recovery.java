package io.travertine.cli.offline;

import io.travertine.engine.DataDirectory;
import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.Partition;
import io.travertine.engine.Topic;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Does what a broker does when it opens a data directory that was not closed, or shows what that would be. */
public final class Recovery {
    private Recovery() {}

    /** Opens and closes; the lines say what is there afterwards. */
    public static List<String> recover(Path directory) throws IOException {
        return open(directory, new OsFileSystem(), List::of);
    }

    /** Does the same in memory; the lines say which files would be changed, and what would be there afterwards. */
    public static List<String> rehearse(Path directory) throws IOException {
        RehearsalFileSystem files = new RehearsalFileSystem(new OsFileSystem());
        return open(directory, files, files::deeds);
    }

    private static List<String> open(Path directory, FileSystem files, Supplier<List<String>> deeds)
            throws IOException {
        DataDirectory.checkVersion(files, directory);
        EngineOptions options = EngineOptions.builder(directory)
                .fileSystem(files)
                .backgroundCompaction(false)
                .build();
        try (Engine engine = Engine.open(options)) {
            List<String> lines = new ArrayList<>(deeds.get());
            for (Topic topic : engine.topics()) {
                for (Partition partition : topic.partitions()) {
                    lines.add(topic.name() + "-" + partition.index() + ": offsets " + partition.logStartOffset()
                            + " to " + partition.highWatermark());
                }
            }
            return lines;
        }
    }
}
