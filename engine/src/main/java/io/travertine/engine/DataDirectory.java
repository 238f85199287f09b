package io.travertine.engine;

import io.travertine.columnar.segment.SegmentFiles;
import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where things lie in a data directory:
 *
 * <pre>
 * VERSION                                        the layout's version, as decimal text
 * LOCK                                           held by the process that has the directory open
 * metadata/                                      the metadata store
 * shard-0000/log/{first sequence}.log            log files, open and sealed
 * shard-0000/columns/{topic}-{partition}/        segments: {number}.arrow, .zones, .{column}.index, .batches
 * </pre>
 */
public final class DataDirectory {
    private static final int VERSION = 1;

    private DataDirectory() {}

    public static Path metadata(Path directory) {
        return directory.resolve("metadata");
    }

    public static Path log(Path directory, int shard) {
        return shard(directory, shard).resolve("log");
    }

    public static Path segments(Path directory, int shard, String topic, int partition) {
        return shard(directory, shard).resolve("columns").resolve(topic + "-" + partition);
    }

    /** The directories of segments that a shard has, whether a topic still has them or not. */
    public static List<Path> segments(FileSystem files, Path directory, int shard) throws IOException {
        return files.list(shard(directory, shard).resolve("columns"));
    }

    /** How many shard directories there are, counted from the first on. */
    public static int shardsFound(FileSystem files, Path directory) throws IOException {
        int shards = 0;
        while (files.exists(shard(directory, shards))) {
            shards++;
        }
        return shards;
    }

    private static Path shard(Path directory, int shard) {
        return directory.resolve(String.format("shard-%04d", shard));
    }

    /** Writes the version of a new directory, or checks that of an existing one. */
    static void prepareVersion(FileSystem files, Path directory) throws IOException {
        Path path = directory.resolve("VERSION");
        if (files.exists(path)) {
            checkVersion(files, directory);
        } else {
            writeVersion(files, directory, path);
        }
    }

    /**
     * Checks that this is a data directory, of a version that this program reads.
     *
     * @throws NoSuchFileException when it is none
     * @throws UnsupportedFormatException when another release is needed
     */
    public static void checkVersion(FileSystem files, Path directory) throws IOException {
        Path path = directory.resolve("VERSION");
        if (!files.exists(path)) {
            throw new NoSuchFileException(path + " (not a data directory)");
        }
        try (StoreFile file = files.openRead(path)) {
            ByteBuffer text = ByteBuffer.allocate((int) Math.min(file.size(), 16));
            file.readFully(text, 0);
            int found = parse(
                    path, StandardCharsets.UTF_8.decode(text.flip()).toString().strip());
            if (found != VERSION) {
                throw new UnsupportedFormatException(path, found, VERSION, VERSION);
            }
        }
    }

    private static int parse(Path path, String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CorruptFileException(path, 0, "'" + text + "'", "a version number");
        }
    }

    private static void writeVersion(FileSystem files, Path directory, Path path) throws IOException {
        Path temporary = directory.resolve("VERSION.tmp");
        files.delete(temporary);
        try (StoreFile file = files.create(temporary)) {
            file.write(StandardCharsets.UTF_8.encode(VERSION + "\n"), 0);
            file.sync();
        }
        files.rename(temporary, path);
        files.syncDirectory(directory);
    }

    /** Deletes the segment files that the manifest does not have: what a compaction left that did not get to publish. */
    static void removeUnpublished(FileSystem files, Path segments, List<SegmentInfo> published) throws IOException {
        Set<Long> numbers = published.stream().map(SegmentInfo::number).collect(Collectors.toSet());
        for (Path file : files.list(segments)) {
            OptionalLong number = SegmentFiles.number(file);
            if (number.isPresent() && !numbers.contains(number.getAsLong())) {
                files.delete(file);
            }
        }
    }
}
