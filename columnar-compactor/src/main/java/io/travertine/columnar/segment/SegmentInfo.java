package io.travertine.columnar.segment;

import io.travertine.schema.TableSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a manifest keeps of a segment.
 *
 * <pre>
 * as bytes, big-endian:
 * u8   version, 1
 * i64  number, first offset, row count, first id (two), last id (two), min timestamp, max timestamp, bytes
 * u8   1 when it is full
 * i32  raw batches
 * u16  number of indexed columns, then each name (DataOutput.writeUTF)
 * i32  length of the schema, then the schema (TableSchema.encode)
 * </pre>
 *
 * @param number names its files
 * @param firstOffset offset of its first row; row i has offset firstOffset + i
 * @param minTimestampMs smallest timestamp of a record, -1 when no row holds a record
 * @param maxTimestampMs greatest timestamp of a record, -1 when no row holds a record
 * @param bytes size of all its files
 * @param full whether it is as large as a segment should be, so that it need not be merged
 * @param rawBatches how many batches it keeps as they came, see {@link RawBatches}
 */
public record SegmentInfo(
        long number,
        long firstOffset,
        long rowCount,
        long firstIdHigh,
        long firstIdLow,
        long lastIdHigh,
        long lastIdLow,
        long minTimestampMs,
        long maxTimestampMs,
        long bytes,
        boolean full,
        int rawBatches,
        List<String> indexedColumns,
        TableSchema schema) {
    private static final int VERSION = 1;

    public SegmentInfo {
        indexedColumns = List.copyOf(indexedColumns);
    }

    /** The offset after the last row. */
    public long endOffset() {
        return firstOffset + rowCount;
    }

    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            for (long value : new long[] {
                number,
                firstOffset,
                rowCount,
                firstIdHigh,
                firstIdLow,
                lastIdHigh,
                lastIdLow,
                minTimestampMs,
                maxTimestampMs,
                this.bytes
            }) {
                out.writeLong(value);
            }
            out.writeBoolean(full);
            out.writeInt(rawBatches);
            out.writeShort(indexedColumns.size());
            for (String column : indexedColumns) {
                out.writeUTF(column);
            }
            byte[] encoded = schema.encode();
            out.writeInt(encoded.length);
            out.write(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are something else, or of a later version
     */
    public static SegmentInfo decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "a segment description of version " + version + "; version " + VERSION + " is known");
            }
            long[] values = new long[10];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readLong();
            }
            boolean full = in.readBoolean();
            int rawBatches = in.readInt();
            List<String> indexed = new ArrayList<>();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                indexed.add(in.readUTF());
            }
            byte[] schema = in.readNBytes(in.readInt());
            return new SegmentInfo(
                    values[0],
                    values[1],
                    values[2],
                    values[3],
                    values[4],
                    values[5],
                    values[6],
                    values[7],
                    values[8],
                    values[9],
                    full,
                    rawBatches,
                    indexed,
                    TableSchema.decode(schema));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "a segment description of " + bytes.length + " bytes that is not whole", e);
        }
    }
}
