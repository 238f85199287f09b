package io.travertine.storage.log;

/**
 * A group: what one write carries. It begins at a multiple of 8.
 *
 * <pre>
 * batches  adjacent, as the producers sent them but for their offsets
 * padding  0 to 7 bytes 0xff, up to a multiple of 8
 * table    u64 marker, then one {@link EntryLayout entry} a batch
 * trailer
 *   0  u64  magic
 *   8  u64  sequence: 1 more than that of the group before, over all files
 *  16  u64  generation of the file
 *  24  u64  durable sequence: the last group known to be durable when this one was written
 *  32  u64  payload bytes: sum of the batches
 *  40  u32  entry count
 *  44  u32  shard
 *  48  u64  0
 *  56  u32  0
 *  60  u32  CRC32C of the table and bytes 0 to 59 of the trailer
 * </pre>
 *
 * A batch begins with a byte below 0x80, padding, marker and magic with one above, so a reader that goes forward knows where the
 * batches end. The batches are covered by the checksums in their entries.
 */
final class GroupLayout {
    static final byte PADDING = (byte) 0xff;

    static final long TABLE_MARKER = 0x31454c42_41545290L; // 0x90 "RTABLE1"
    static final int TABLE_MARKER_BYTES = 8;

    static final long TRAILER_MAGIC = 0x31524c52_54525291L; // 0x91 "RRTRLR1"
    static final int SEQUENCE = 8;
    static final int GENERATION = 16;
    static final int DURABLE_SEQUENCE = 24;
    static final int PAYLOAD_BYTES = 32;
    static final int ENTRY_COUNT = 40;
    static final int SHARD = 44;
    static final int CRC = 60;
    static final int TRAILER_BYTES = 64;

    private GroupLayout() {}

    static long tableBytes(long entryCount) {
        return TABLE_MARKER_BYTES + entryCount * EntryLayout.BYTES;
    }
}
