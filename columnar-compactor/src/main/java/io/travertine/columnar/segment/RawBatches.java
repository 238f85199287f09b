package io.travertine.columnar.segment;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a segment whose records cannot be read, or not all of them: kept as they came, so that a consumer gets byte for
 * byte what was acknowledged after the log file that had them is gone. Any thread.
 *
 * <pre>
 * the .batches file, little-endian:
 *   batches, one behind the other from byte 0, in offset order
 *   table, for each:  i64 base offset, i64 end offset, i64 position, i32 length, u32 CRC32C of the batch
 *   trailer           u64 magic "TRVBATCH", u32 format version, 1; i32 count; u32 CRC32C of table and trailer up to here
 * </pre>
 */
public final class RawBatches implements Closeable {
    static final int ENTRY_BYTES = 32;
    static final int TRAILER_BYTES = 20;

    private static final long MAGIC = 0x4843544142565254L;
    private static final int VERSION = 1;

    private final StoreFile file;
    private final List<Entry> entries;

    /** Where a batch lies, and the offsets it holds: from base to before end. */
    public record Entry(long baseOffset, long endOffset, long position, int length, int crc) {}

    private RawBatches(StoreFile file, List<Entry> entries) {
        this.file = file;
        this.entries = List.copyOf(entries);
    }

    /** Appends the table and the trailer to a file that has the batches; returns the size of the file. */
    static long finish(StoreFile file, List<Entry> entries) throws IOException {
        Entry last = entries.getLast();
        long end = last.position() + last.length();
        ByteBuffer out = ByteBuffer.allocate(entries.size() * ENTRY_BYTES + TRAILER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Entry entry : entries) {
            out.putLong(entry.baseOffset())
                    .putLong(entry.endOffset())
                    .putLong(entry.position())
                    .putInt(entry.length())
                    .putInt(entry.crc());
        }
        out.putLong(MAGIC).putInt(VERSION).putInt(entries.size());
        out.putInt(checksum(out.duplicate().flip())).flip();
        file.write(out, end);
        return end + out.limit();
    }

    /**
     * Opens the file of a segment.
     *
     * @throws CorruptFileException when its table is not that of so many batches
     */
    static RawBatches open(FileSystem files, Path path, int count) throws IOException {
        StoreFile file = files.openRead(path);
        RawBatches opened = null;
        try {
            opened = new RawBatches(file, readTable(file, count));
            return opened;
        } finally {
            if (opened == null) {
                file.close();
            }
        }
    }

    /** How many batches the trailer says there are; {@link #open} checks it. */
    static int count(FileSystem files, Path path) throws IOException {
        try (StoreFile file = files.openRead(path)) {
            int fromEnd = 2 * Integer.BYTES;
            ByteBuffer in = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            if (file.size() < TRAILER_BYTES) {
                throw new CorruptFileException(
                        path, 0, "a file of " + file.size() + " bytes", "at least " + TRAILER_BYTES + " bytes");
            }
            file.readFully(in, file.size() - fromEnd);
            return in.getInt(0);
        }
    }

    private static List<Entry> readTable(StoreFile file, int count) throws IOException {
        long bytes = (long) count * ENTRY_BYTES + TRAILER_BYTES;
        long start = file.size() - bytes;
        if (count < 0 || start < 0) {
            throw new CorruptFileException(
                    file.path(), 0, "a file of " + file.size() + " bytes", "at least " + bytes + " bytes");
        }
        ByteBuffer in = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.readFully(in, start);
        int trailer = count * ENTRY_BYTES;
        int crcAt = trailer + TRAILER_BYTES - Integer.BYTES;
        int crc = checksum(in.flip().duplicate().limit(crcAt));
        if (in.getLong(trailer) != MAGIC || in.getInt(crcAt) != crc || in.getInt(crcAt - Integer.BYTES) != count) {
            throw new CorruptFileException(
                    file.path(),
                    start,
                    "a table with checksum " + ZonesFormat.hex(crc),
                    "the table of " + count + " batches, with checksum " + ZonesFormat.hex(in.getInt(crcAt)));
        }
        int version = in.getInt(trailer + Long.BYTES);
        if (version != VERSION) {
            throw new UnsupportedFormatException(file.path(), version, VERSION, VERSION);
        }
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getInt()));
        }
        return entries;
    }

    /** The first batch that ends above the offset, which it may hold or lie behind; null when there is none. */
    public @Nullable Entry next(long offset) {
        for (Entry entry : entries) {
            if (entry.endOffset() > offset) {
                return entry;
            }
        }
        return null;
    }

    /**
     * Reads a batch.
     *
     * @throws CorruptFileException when it is not the one that was written
     */
    public ByteBuffer read(Entry entry) throws IOException {
        ByteBuffer batch = ByteBuffer.allocate(entry.length());
        file.readFully(batch, entry.position());
        int crc = checksum(batch.flip().duplicate());
        if (crc != entry.crc()) {
            throw new CorruptFileException(
                    file.path(),
                    entry.position(),
                    "checksum " + ZonesFormat.hex(crc) + " of the batch at offset " + entry.baseOffset(),
                    ZonesFormat.hex(entry.crc()));
        }
        return batch;
    }

    void verify() throws IOException {
        for (Entry entry : entries) {
            read(entry);
        }
    }

    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
