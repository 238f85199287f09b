package io.travertine.storage.metadata;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.metadata.MetadataBatch.Change;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a metadata file, big-endian. The header, 24 bytes, and then frames: the first holds everything the map had
 * when the file was made, each further one a commit.
 *
 * <pre>
 * header                          frame
 *  0  u64  magic "TRVMETA\0"       0  u32  bytes of changes, n
 *  8  u32  format version, 1       4  u32  CRC32C of bytes 8 to 16 + n
 * 12  u64  version of the map      8  u64  version of the map, one more than that of the frame before
 * 20  u32  CRC32C of bytes 0-20   16  n bytes of changes
 *
 * change:  u8 kind (1 put, 2 delete, 3 delete prefix), u32 length of key, key, and for a put u32 length of value, value
 * </pre>
 */
final class MetadataFrame {
    static final long MAGIC = 0x5452564d45544100L;
    static final int FORMAT_VERSION = 1;
    static final int HEADER_BYTES = 24;
    static final int FRAME_BYTES = 16;

    private static final int PUT = 1;
    private static final int DELETE = 2;
    private static final int DELETE_PREFIX = 3;

    /** A frame that was read, and where the next one begins. */
    record Read(long version, List<Change> changes, int end) {}

    private MetadataFrame() {}

    static ByteBuffer header(long version) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES)
                .putLong(MAGIC)
                .putInt(FORMAT_VERSION)
                .putLong(version);
        return out.putInt(crc(out, 0, HEADER_BYTES - 4)).flip();
    }

    static ByteBuffer encode(long version, List<Change> changes) {
        long bytes = 0;
        for (Change change : changes) {
            bytes += 5L + change.key().length + (change instanceof Change.Put put ? 4L + put.value().length : 0);
        }
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(FRAME_BYTES + bytes));
        out.putInt((int) bytes).putInt(0).putLong(version);
        changes.forEach(change -> put(out, change));
        out.putInt(4, crc(out, 8, out.capacity()));
        return out.flip();
    }

    private static void put(ByteBuffer out, Change change) {
        switch (change) {
            case Change.Put put -> bytes(bytes(out.put((byte) PUT), put.key()), put.value());
            case Change.Delete delete -> bytes(out.put((byte) DELETE), delete.key());
            case Change.DeletePrefix prefix -> bytes(out.put((byte) DELETE_PREFIX), prefix.key());
        }
    }

    private static ByteBuffer bytes(ByteBuffer out, byte[] bytes) {
        return out.putInt(bytes.length).put(bytes);
    }

    /**
     * The frame at a position, or null when what is there is no whole frame.
     *
     * @throws CorruptFileException when the frame is whole, but its changes are none that this program knows
     */
    static @Nullable Read read(Path path, ByteBuffer file, int position) throws CorruptFileException {
        if (file.limit() - position < FRAME_BYTES) {
            return null;
        }
        int bytes = file.getInt(position);
        if (bytes < 0 || bytes > file.limit() - position - FRAME_BYTES) {
            return null;
        }
        int end = position + FRAME_BYTES + bytes;
        if (crc(file, position + 8, end) != file.getInt(position + 4)) {
            return null;
        }
        ByteBuffer in = file.duplicate().position(position + FRAME_BYTES).limit(end);
        List<Change> changes = new ArrayList<>();
        while (in.hasRemaining()) {
            changes.add(change(path, in));
        }
        return new Read(file.getLong(position + 8), changes, end);
    }

    private static Change change(Path path, ByteBuffer in) throws CorruptFileException {
        int position = in.position();
        int kind = in.get();
        return switch (kind) {
            case PUT -> new Change.Put(bytes(path, in), bytes(path, in));
            case DELETE -> new Change.Delete(bytes(path, in));
            case DELETE_PREFIX -> new Change.DeletePrefix(bytes(path, in));
            default ->
                throw new CorruptFileException(
                        path, position, "a change of kind " + kind + " under a right checksum", "kind 1, 2 or 3");
        };
    }

    private static byte[] bytes(Path path, ByteBuffer in) throws CorruptFileException {
        int position = in.position();
        int left = in.remaining() - Integer.BYTES;
        int length = left < 0 ? -1 : in.getInt();
        if (length < 0 || length > left) {
            throw new CorruptFileException(
                    path,
                    position,
                    (left < 0 ? "no length" : "length " + length) + " under a right checksum",
                    "the length of a key or value within the " + Math.max(0, left) + " bytes that are left");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    static int crc(ByteBuffer buffer, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(from, to - from));
        return (int) crc.getValue();
    }
}
