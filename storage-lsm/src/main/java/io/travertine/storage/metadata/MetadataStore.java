package io.travertine.storage.metadata;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.metadata.MetadataBatch.Change;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small ordered map of byte keys, all of it in memory, every change durable. Any thread; {@link #commit} blocks on the disk,
 * readers never wait for it.
 *
 * <p>One file is live, {@code <version>.meta} (see {@link MetadataFrame}). When what was appended outgrows the snapshot at its
 * beginning, the map is written to a new file, which takes over when it has been synced and renamed.
 */
public final class MetadataStore implements AutoCloseable {
    private static final String SUFFIX = ".meta";
    private static final String TEMPORARY_SUFFIX = ".meta.tmp";
    private static final int MIN_REWRITE_BYTES = 64 << 10;
    private static final int REWRITE_FACTOR = 4;

    private final FileSystem files;
    private final Path directory;
    private final MetadataMap map;
    private StoreFile file;
    private long version;
    private long snapshotBytes;
    private long end;
    private @Nullable IOException failure;
    private final long tornBytes;

    private MetadataStore(
            FileSystem files,
            Path directory,
            MetadataMap map,
            StoreFile file,
            long version,
            long snapshotBytes,
            long end,
            long tornBytes) {
        this.files = files;
        this.directory = directory;
        this.map = map;
        this.file = file;
        this.version = version;
        this.snapshotBytes = snapshotBytes;
        this.end = end;
        this.tornBytes = tornBytes;
    }

    /**
     * Opens the store in a directory, or makes it.
     *
     * @throws io.travertine.storage.CorruptFileException when a commit was damaged after it had been acknowledged
     */
    public static MetadataStore open(FileSystem files, Path directory) throws IOException {
        files.createDirectories(directory);
        List<Path> found = new ArrayList<>();
        for (Path path : files.list(directory)) {
            String name = path.getFileName().toString();
            if (name.endsWith(TEMPORARY_SUFFIX)) {
                files.delete(path);
            } else if (name.endsWith(SUFFIX)) {
                found.add(path);
            }
        }
        if (found.isEmpty()) {
            MetadataMap map = new MetadataMap();
            StoreFile file = write(files, directory, map, 0);
            long bytes = file.size();
            return new MetadataStore(files, directory, map, file, 0, bytes, bytes, 0);
        }
        Path newest = found.removeLast();
        MetadataFile.Contents contents = MetadataFile.read(files, newest);
        for (Path older : found) {
            files.delete(older);
        }
        StoreFile file = files.openWrite(newest);
        long torn = contents.sizeInBytes() - contents.endPosition();
        if (torn > 0) {
            file.truncate(contents.endPosition());
            file.sync();
        }
        return new MetadataStore(
                files,
                directory,
                contents.map(),
                file,
                contents.version(),
                contents.snapshotEnd(),
                contents.endPosition(),
                torn);
    }

    /** Bytes of a torn, never acknowledged commit that were cut off when the store was opened. */
    public long tornBytes() {
        return tornBytes;
    }

    /** The value of a key, or null. The array must not be changed. */
    public byte @Nullable [] get(byte[] key) {
        return map.get(key);
    }

    /** The entries whose key begins so, in unsigned byte order, as they are now. */
    public List<Map.Entry<byte[], byte[]>> scan(byte[] prefix) {
        return map.scan(prefix);
    }

    /** How many commits there were. */
    public synchronized long version() {
        return version;
    }

    /**
     * Makes changes, all or none; durable and visible when the call returns.
     *
     * @return the version after the commit
     * @throws IOException when it is unknown whether the changes will be there after a restart; the store takes no more
     */
    public synchronized long commit(MetadataBatch batch) throws IOException {
        append(batch.changes());
        map.apply(batch.changes());
        if (end - snapshotBytes > Math.max(MIN_REWRITE_BYTES, REWRITE_FACTOR * snapshotBytes)) {
            rewrite();
        }
        return version;
    }

    private void append(List<Change> changes) throws IOException {
        if (failure != null) {
            throw new IOException(
                    "the metadata in " + directory + " takes no more changes since an earlier failure: "
                            + failure.getMessage() + "; see to the disk, then restart to recover what is durable",
                    failure);
        }
        try {
            ByteBuffer frame = MetadataFrame.encode(version + 1, changes);
            int bytes = frame.remaining();
            file.write(frame, end);
            file.sync();
            end += bytes;
            version++;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void rewrite() throws IOException {
        StoreFile before = file;
        try {
            file = write(files, directory, map, version);
            snapshotBytes = file.size();
            end = snapshotBytes;
            before.close();
            files.delete(before.path());
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private static StoreFile write(FileSystem files, Path directory, MetadataMap map, long version) throws IOException {
        String name = String.format("%020d", version);
        Path temporary = directory.resolve(name + TEMPORARY_SUFFIX);
        Path path = directory.resolve(name + SUFFIX);
        files.delete(temporary);
        try (StoreFile file = files.create(temporary)) {
            file.write(MetadataFrame.header(version), 0);
            file.write(MetadataFrame.encode(version, map.asChanges()), MetadataFrame.HEADER_BYTES);
            file.sync();
        }
        files.rename(temporary, path);
        files.syncDirectory(directory);
        return files.openWrite(path);
    }

    /** Ends the file with an empty commit, by which the next open can tell damage from a torn write. */
    @Override
    public synchronized void close() throws IOException {
        try (StoreFile closing = file) {
            if (failure == null) {
                append(List.of());
            }
            failure = new IOException("closed");
        }
    }
}
