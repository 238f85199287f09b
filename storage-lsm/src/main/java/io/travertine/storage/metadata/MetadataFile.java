package io.travertine.storage.metadata;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.metadata.MetadataFrame.Read;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a metadata file. A commit is synced before the next is written, so at most the last frame can be torn: a frame that
 * is not whole with a whole one behind it was damaged later, and is refused. A clean close ends with an empty frame, so that
 * damage to the last commit can be told, too.
 */
public final class MetadataFile {
    private MetadataFile() {}

    /**
     * What a file has.
     *
     * @param version of the last whole commit
     * @param endPosition where the whole frames end
     * @param sizeInBytes of the file; more than the end position when the last commit was torn
     */
    record Contents(MetadataMap map, long version, int snapshotEnd, int endPosition, int sizeInBytes) {}

    /** Told of each commit, with the keys it changes; the first holds all there was when the file was made. */
    @FunctionalInterface
    public interface Visitor {
        void commit(long version, long position, List<String> changes);
    }

    /**
     * Reads a whole file, checks every checksum, and tells the visitor of every commit; nothing is changed.
     *
     * @return bytes of a torn, never acknowledged commit behind the last whole one; 0 when there is none
     */
    public static long inspect(FileSystem files, Path path, Visitor visitor) throws IOException {
        Contents contents = read(
                files,
                path,
                (position, frame) -> visitor.commit(
                        frame.version(),
                        position,
                        frame.changes().stream().map(MetadataFile::text).toList()));
        return contents.sizeInBytes() - contents.endPosition();
    }

    private static String text(MetadataBatch.Change change) {
        String key = new String(change.key(), StandardCharsets.UTF_8);
        return switch (change) {
            case MetadataBatch.Change.Put put -> "put " + key + " (" + put.value().length + " bytes)";
            case MetadataBatch.Change.Delete delete -> "delete " + key;
            case MetadataBatch.Change.DeletePrefix prefix -> "delete " + key + "*";
        };
    }

    static Contents read(FileSystem files, Path path) throws IOException {
        return read(files, path, (position, frame) -> {});
    }

    private interface FrameVisitor {
        void frame(int position, Read frame);
    }

    private static Contents read(FileSystem files, Path path, FrameVisitor visitor) throws IOException {
        ByteBuffer bytes = load(files, path);
        long version = checkHeader(path, bytes);
        int position = MetadataFrame.HEADER_BYTES;
        Read frame = next(path, bytes, position, version);
        if (frame == null) {
            throw new CorruptFileException(path, position, "no whole snapshot", "the snapshot of version " + version);
        }
        MetadataMap map = new MetadataMap();
        int snapshotEnd = frame.end();
        for (; frame != null; frame = next(path, bytes, position, version + 1)) {
            visitor.frame(position, frame);
            map.apply(frame.changes());
            version = frame.version();
            position = frame.end();
        }
        return new Contents(map, version, snapshotEnd, position, bytes.limit());
    }

    private static ByteBuffer load(FileSystem files, Path path) throws IOException {
        try (StoreFile file = files.openRead(path)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
            file.readFully(bytes, 0);
            return bytes.flip();
        }
    }

    private static long checkHeader(Path path, ByteBuffer bytes) throws IOException {
        if (bytes.limit() < MetadataFrame.HEADER_BYTES) {
            throw new CorruptFileException(
                    path, 0, bytes.limit() + " bytes", "a header of " + MetadataFrame.HEADER_BYTES);
        }
        int checked = MetadataFrame.HEADER_BYTES - 4;
        if (bytes.getLong(0) != MetadataFrame.MAGIC || MetadataFrame.crc(bytes, 0, checked) != bytes.getInt(checked)) {
            throw new CorruptFileException(path, 0, "bytes that are no header of a metadata file", "one");
        }
        int format = bytes.getInt(8);
        if (format != MetadataFrame.FORMAT_VERSION) {
            throw new UnsupportedFormatException(
                    path, format, MetadataFrame.FORMAT_VERSION, MetadataFrame.FORMAT_VERSION);
        }
        return bytes.getLong(12);
    }

    /** The frame of a version at a position; null at the end, and where only a torn frame follows. */
    private static @Nullable Read next(Path path, ByteBuffer bytes, int position, long version)
            throws CorruptFileException {
        Read frame = MetadataFrame.read(path, bytes, position);
        if (frame != null && frame.version() == version) {
            return frame;
        }
        for (int later = position + 1; later < bytes.limit(); later++) {
            Read behind = MetadataFrame.read(path, bytes, later);
            if (behind != null && behind.version() > version) {
                throw new CorruptFileException(
                        path,
                        position,
                        "a commit that is not whole, with version " + behind.version() + " whole behind it",
                        "version " + version);
            }
        }
        return null;
    }
}
