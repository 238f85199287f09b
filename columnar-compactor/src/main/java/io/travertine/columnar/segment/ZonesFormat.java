package io.travertine.columnar.segment;

import io.travertine.columnar.scan.OrderedValues;
import io.travertine.columnar.scan.ZoneMap;
import io.travertine.columnar.segment.SegmentLayout.Block;
import io.travertine.columnar.segment.SegmentLayout.BlockColumn;
import io.travertine.columnar.segment.SegmentLayout.Dictionary;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.TableSchema;
import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The zones file: a {@link SegmentLayout} as bytes, little-endian.
 *
 * <pre>
 * header      0  u64  magic "TRVZONES"
 *             8  u32  format version, 1
 *            12  u32  CRC32C of bytes 0 to 11
 * section     0  u32  length of the content
 *             4  u32  CRC32C of the content
 *             8       content
 *
 * section 0        i64 first offset, i32 partition, i64 size of the Arrow file, u32 its CRC32C,
 *                  u8 1 when there are hidden rows, i32 block count, i32 length of the schema, schema,
 *                  for each stored column: i32 entries of its dictionary or -1, buffer (offsets), buffer (data)
 * section 1 to n   one per block: i32 rows, for each stored column: zone map, buffers (validity, values, data)
 * buffer           i64 position, i32 stored length, i32 length, u32 CRC32C
 * zone map         i32 nulls, i32 distinct estimate, u8 1 when min is known + 2 when max is known,
 *                  then each: i64 in the order of OrderedValues, or u8 length + bytes
 * </pre>
 */
final class ZonesFormat {
    static final int VERSION = 1;
    /** Longer bounds are cut to this, the upper one rounded up. */
    static final int MAX_BOUND_BYTES = 32;

    private static final long MAGIC = 0x53454e4f5a565254L;
    private static final int VERSION_AT = Long.BYTES;
    private static final int CHECKSUM_AT = VERSION_AT + Integer.BYTES;
    private static final int HEADER_BYTES = CHECKSUM_AT + Integer.BYTES;
    private static final int SECTION_HEADER_BYTES = 2 * Integer.BYTES;
    private static final int HAS_MIN = 1;
    private static final int HAS_MAX = 2;

    private ZonesFormat() {}

    static ByteSink write(SegmentLayout layout) {
        ByteSink sink = new ByteSink();
        sink.putLong(MAGIC);
        sink.putInt(VERSION);
        sink.putInt(checksum(sink.array(), 0, CHECKSUM_AT));
        ByteSink section = new ByteSink();
        writeHead(layout, section);
        writeSection(section, sink);
        for (Block block : layout.blocks()) {
            section.clear();
            section.putInt(block.rowCount());
            for (BlockColumn column : block.columns()) {
                writeZone(column.zone(), section);
                writeBuffer(column.validity(), section);
                writeBuffer(column.values(), section);
                writeBuffer(column.data(), section);
            }
            writeSection(section, sink);
        }
        return sink;
    }

    private static void writeHead(SegmentLayout layout, ByteSink section) {
        byte[] schema = layout.schema().encode();
        section.putLong(layout.firstOffset());
        section.putInt(layout.partition());
        section.putLong(layout.arrowBytes());
        section.putInt(layout.arrowChecksum());
        section.write(layout.hasHidden() ? 1 : 0);
        section.putInt(layout.blocks().size());
        section.putInt(schema.length);
        section.write(schema, 0, schema.length);
        for (Dictionary dictionary : layout.dictionaries()) {
            section.putInt(dictionary == null ? -1 : dictionary.size());
            writeBuffer(dictionary == null ? StoredBuffer.NONE : dictionary.offsets(), section);
            writeBuffer(dictionary == null ? StoredBuffer.NONE : dictionary.data(), section);
        }
    }

    private static void writeSection(ByteSink section, ByteSink sink) {
        sink.putInt(section.size());
        sink.putInt(checksum(section.array(), 0, section.size()));
        sink.write(section.array(), 0, section.size());
    }

    private static void writeBuffer(StoredBuffer buffer, ByteSink section) {
        section.putLong(buffer.position());
        section.putInt(buffer.storedLength());
        section.putInt(buffer.length());
        section.putInt(buffer.checksum());
    }

    private static void writeZone(ZoneMap zone, ByteSink section) {
        section.putInt(zone.nullCount());
        section.putInt(zone.distinctEstimate());
        section.write((zone.min() != null ? HAS_MIN : 0) | (zone.max() != null ? HAS_MAX : 0));
        writeBound(zone.min(), section);
        writeBound(zone.max(), section);
    }

    private static void writeBound(@Nullable Object bound, ByteSink section) {
        switch (bound) {
            case Long value -> section.putLong(value);
            case byte[] bytes -> {
                section.write(bytes.length);
                section.write(bytes, 0, bytes.length);
            }
            case null, default -> {}
        }
    }

    /** Reads what {@link #write} wrote; every byte is checked. */
    static SegmentLayout read(Path file, byte[] bytes) throws CorruptFileException, UnsupportedFormatException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        checkHeader(file, buffer);
        buffer.position(HEADER_BYTES);
        int headAt = buffer.position();
        ByteBuffer head = nextSection(file, buffer);
        try {
            return readSections(file, buffer, head);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptFileException(
                    file, headAt, "sections that contradict each other: " + e, "a segment's layout");
        }
    }

    private static void checkHeader(Path file, ByteBuffer buffer)
            throws CorruptFileException, UnsupportedFormatException {
        if (buffer.remaining() < HEADER_BYTES) {
            throw new CorruptFileException(file, 0, buffer.remaining() + " bytes", "a header of " + HEADER_BYTES);
        }
        int actual = checksum(buffer.array(), 0, CHECKSUM_AT);
        if (buffer.getLong(0) != MAGIC || buffer.getInt(CHECKSUM_AT) != actual) {
            throw new CorruptFileException(file, 0, "a header that is damaged or foreign", "one of a zones file");
        }
        int version = buffer.getInt(VERSION_AT);
        if (version != VERSION) {
            throw new UnsupportedFormatException(file, version, VERSION, VERSION);
        }
    }

    private static ByteBuffer nextSection(Path file, ByteBuffer buffer) throws CorruptFileException {
        int at = buffer.position();
        if (buffer.remaining() < SECTION_HEADER_BYTES) {
            throw new CorruptFileException(file, at, "the end of the file", "a section");
        }
        int length = buffer.getInt();
        int expected = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new CorruptFileException(
                    file, at, "a section of " + length + " bytes", "at most " + buffer.remaining());
        }
        int found = checksum(buffer.array(), buffer.position(), length);
        if (found != expected) {
            throw new CorruptFileException(
                    file, at, "a section with checksum " + hex(found), "checksum " + hex(expected));
        }
        ByteBuffer section = buffer.slice(buffer.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(buffer.position() + length);
        return section;
    }

    private static SegmentLayout readSections(Path file, ByteBuffer buffer, ByteBuffer head)
            throws CorruptFileException {
        long firstOffset = head.getLong();
        int partition = head.getInt();
        long arrowBytes = head.getLong();
        int arrowChecksum = head.getInt();
        boolean hasHidden = head.get() == 1;
        int blockCount = head.getInt();
        TableSchema schema = TableSchema.decode(bytes(head, head.getInt()));
        List<ColumnSchema> stored = SegmentLayout.storedColumns(schema, hasHidden);
        List<@Nullable Dictionary> dictionaries = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            int size = head.getInt();
            StoredBuffer offsets = readBuffer(head, arrowBytes);
            StoredBuffer data = readBuffer(head, arrowBytes);
            dictionaries.add(size < 0 ? null : new Dictionary(size, offsets, data));
        }
        List<Block> blocks = new ArrayList<>();
        int firstRow = 0;
        for (int i = 0; i < blockCount; i++) {
            Block block = readBlock(nextSection(file, buffer), firstRow, stored, arrowBytes);
            firstRow = Math.addExact(firstRow, block.rowCount());
            blocks.add(block);
        }
        if (buffer.hasRemaining()) {
            throw new CorruptFileException(
                    file, buffer.position(), buffer.remaining() + " more bytes", "the end of the file");
        }
        return new SegmentLayout(
                schema, partition, firstOffset, hasHidden, arrowBytes, arrowChecksum, dictionaries, blocks);
    }

    private static Block readBlock(ByteBuffer section, int firstRow, List<ColumnSchema> stored, long arrowBytes) {
        int rowCount = section.getInt();
        if (rowCount < 0) {
            throw new IllegalArgumentException("a block of " + rowCount + " rows");
        }
        List<BlockColumn> columns = new ArrayList<>(stored.size());
        for (ColumnSchema column : stored) {
            ZoneMap zone = readZone(section, column, rowCount);
            StoredBuffer validity = readBuffer(section, arrowBytes);
            StoredBuffer values = readBuffer(section, arrowBytes);
            columns.add(new BlockColumn(zone, validity, values, readBuffer(section, arrowBytes)));
        }
        return new Block(firstRow, rowCount, columns);
    }

    private static StoredBuffer readBuffer(ByteBuffer section, long arrowBytes) {
        StoredBuffer buffer = new StoredBuffer(section.getLong(), section.getInt(), section.getInt(), section.getInt());
        boolean inside = buffer.position() >= 0
                && buffer.storedLength() >= 0
                && buffer.position() <= arrowBytes - buffer.storedLength();
        if (!inside || !BufferCodec.isPlausible(buffer.length(), buffer.storedLength())) {
            throw new IllegalArgumentException(buffer + " in a file of " + arrowBytes + " bytes");
        }
        return buffer;
    }

    private static ZoneMap readZone(ByteBuffer section, ColumnSchema column, int rowCount) {
        int nullCount = section.getInt();
        int distinct = section.getInt();
        int flags = section.get();
        Object min = (flags & HAS_MIN) != 0 ? readBound(section, column) : null;
        Object max = (flags & HAS_MAX) != 0 ? readBound(section, column) : null;
        return new ZoneMap(rowCount, nullCount, min, max, distinct);
    }

    private static Object readBound(ByteBuffer section, ColumnSchema column) {
        return OrderedValues.hasOrder(column.type())
                ? (Object) section.getLong()
                : bytes(section, section.get() & 0xff);
    }

    private static byte[] bytes(ByteBuffer section, int length) {
        if (length < 0 || length > section.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        section.get(bytes);
        return bytes;
    }

    static int checksum(byte[] bytes, int position, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, position, length);
        return (int) crc.getValue();
    }

    static String hex(int checksum) {
        return String.format("0x%08x", checksum);
    }
}
