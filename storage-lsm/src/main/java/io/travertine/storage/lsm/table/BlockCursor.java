package io.travertine.storage.lsm.table;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.Stamp;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Goes through the entries of one block, and then of another. Lengths and places are checked where they are used: a block that has a right
 * checksum and nonsense in it is damaged, too.
 */
final class BlockCursor {
    private static final int KINDS = EntryKind.values().length;
    private static final int NONE = -1;

    private final Path file;
    private long position = NONE;
    private byte[] bytes = {};
    private int end;
    private int restarts;
    private long baseSequence;

    private int at = NONE;
    private int next;
    private byte[] key = new byte[64];
    private int keyLength;
    private long stamp;
    private int valueAt;
    private int valueLength;

    /** Where the next number is read, and where there are none any more. */
    private int read;

    private int limit;

    BlockCursor(Path file) {
        this.file = file;
    }

    /** Takes a block; at none of its entries yet. */
    void load(BlockHandle handle, byte[] block) throws CorruptFileException {
        long blockPosition = handle.position();
        position = NONE;
        at = NONE;
        bytes = block;
        end = 0;
        int tail = TableBlocks.length(block) - TableFormat.BLOCK_TAIL_BYTES;
        int count = tail < 0 ? -1 : TableFormat.getInt(block, tail + Long.BYTES);
        if (count < 0 || count > tail / Integer.BYTES) {
            throw corrupt(
                    blockPosition, "a block of " + TableBlocks.length(block) + " bytes and " + count + " restarts");
        }
        restarts = count;
        end = tail - count * Integer.BYTES;
        if ((end == 0) != (count == 0) || (count > 0 && restart(0) != 0)) {
            throw corrupt(blockPosition, count + " restarts in " + end + " bytes of entries");
        }
        baseSequence = TableFormat.getLong(block, end);
        position = blockPosition;
    }

    /** Takes a block that must have an entry. */
    void loadEntries(BlockHandle handle, byte[] block) throws CorruptFileException {
        load(handle, block);
        if (restarts == 0) {
            position = NONE;
            throw corrupt(handle.position(), "a block without entries");
        }
    }

    /** Where the block is that was taken last; negative before the first. */
    long position() {
        return position;
    }

    boolean isEmpty() {
        return restarts == 0;
    }

    boolean isValid() {
        return at >= 0;
    }

    byte[] key() {
        return key;
    }

    int keyLength() {
        return keyLength;
    }

    long stamp() {
        return stamp;
    }

    int valueLength() {
        return valueLength;
    }

    void copyValue(byte[] target, int targetAt) {
        System.arraycopy(bytes, valueAt, target, targetAt, valueLength);
    }

    byte[] value() {
        return Arrays.copyOfRange(bytes, valueAt, valueAt + valueLength);
    }

    void first() throws CorruptFileException {
        if (isEmpty()) {
            at = NONE;
        } else {
            enterRestart(0);
        }
    }

    void last() throws CorruptFileException {
        if (isEmpty()) {
            at = NONE;
            return;
        }
        enterRestart(restarts - 1);
        while (next < end) {
            enter(next);
        }
    }

    void next() throws CorruptFileException {
        if (next < end) {
            enter(next);
        } else {
            at = NONE;
        }
    }

    /** To the entry before: from the restart before on. */
    void previous() throws CorruptFileException {
        int from = at;
        if (from == 0) {
            at = NONE;
            return;
        }
        int low = 0;
        for (int high = restarts - 1; low < high; ) {
            int middle = (low + high + 1) >>> 1;
            if (restart(middle) < from) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        enterRestart(low);
        while (next < from) {
            enter(next);
        }
        if (next != from) {
            at = NONE;
            throw corrupt(position, "an entry that does not end where the next begins");
        }
    }

    /** To the first entry that is not before (key, stamp): from the last restart that is before it. */
    void seek(byte[] wanted, int wantedLength, long wantedStamp) throws CorruptFileException {
        if (isEmpty()) {
            at = NONE;
            return;
        }
        int low = 0;
        for (int high = restarts - 1; low < high; ) {
            int middle = (low + high + 1) >>> 1;
            if (compareRestart(middle, wanted, wantedLength, wantedStamp) < 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        enterRestart(low);
        while (Keys.compare(key, keyLength, stamp, wanted, wantedLength, wantedStamp) < 0) {
            next();
            if (at < 0) {
                return;
            }
        }
    }

    /** To the last entry that is before (key, stamp). */
    void seekBefore(byte[] wanted, int wantedLength, long wantedStamp) throws CorruptFileException {
        seek(wanted, wantedLength, wantedStamp);
        if (at >= 0) {
            previous();
        } else {
            last();
        }
    }

    /** Goes through the block and sees that a search can begin at every restart. */
    void verifyRestarts() throws CorruptFileException {
        for (int i = 0; i < restarts; i++) {
            int to = i + 1 < restarts ? restart(i + 1) : end;
            enterRestart(i);
            while (next < to) {
                enter(next);
            }
            if (next != to) {
                throw corrupt(position, "a restart at byte " + to + " where no entry begins");
            }
        }
        at = NONE;
    }

    private int restart(int i) {
        return TableFormat.getInt(bytes, end + Long.BYTES + i * Integer.BYTES);
    }

    private int compareRestart(int i, byte[] wanted, int wantedLength, long wantedStamp) throws CorruptFileException {
        readHeader(restart(i), 0);
        int keyEnd = valueAt;
        int compared = Arrays.compareUnsigned(bytes, read, keyEnd, wanted, 0, wantedLength);
        return compared != 0 ? compared : Long.compare(wantedStamp, stamp);
    }

    private void enterRestart(int i) throws CorruptFileException {
        keyLength = 0;
        enter(restart(i));
    }

    private void enter(int from) throws CorruptFileException {
        int shared = readHeader(from, keyLength);
        int unshared = valueAt - read;
        if (unshared > key.length - shared) {
            key = Arrays.copyOf(key, (int)
                    Math.min(Integer.MAX_VALUE - 8, Math.max((long) shared + unshared, 2L * key.length)));
        }
        System.arraycopy(bytes, read, key, shared, unshared);
        keyLength = shared + unshared;
        at = from;
    }

    /** Reads all of an entry but its key, of which the rest begins at {@link #read} and ends where the value begins. */
    private int readHeader(int from, int mostShared) throws CorruptFileException {
        at = NONE;
        if (from < 0 || from >= end) {
            throw corrupt(position, "a restart at byte " + from + " of " + end);
        }
        read = from;
        limit = end;
        int shared = readInt();
        int unshared = readInt();
        valueLength = readInt();
        long code = readLong();
        if (shared > mostShared || valueLength > end - read - unshared) {
            throw corrupt(
                    position,
                    "an entry at byte " + from + " of the block with " + shared + " + " + unshared
                            + " bytes of key and " + valueLength + " of value");
        }
        valueAt = read + unshared;
        next = valueAt + valueLength;
        stamp = decodeStamp(code);
        return shared;
    }

    private long decodeStamp(long code) throws CorruptFileException {
        long zigzag = code >>> TableFormat.KIND_BITS;
        long sequence = baseSequence + (zigzag >>> 1 ^ -(zigzag & 1));
        int kind = (int) code & (1 << TableFormat.KIND_BITS) - 1;
        if (sequence < 0 || sequence > Stamp.MAX_SEQUENCE || kind >= KINDS) {
            throw corrupt(position, "an entry of kind " + kind + " and sequence " + sequence);
        }
        return sequence << Byte.SIZE | kind;
    }

    /** Reads the place of a block in the value; the first one, or that behind the one read last. */
    BlockHandle handle(boolean isFirst) throws CorruptFileException {
        if (isFirst) {
            read = valueAt;
        }
        limit = next;
        return new BlockHandle(readLong(), readInt());
    }

    private int readInt() throws CorruptFileException {
        if (read < limit && bytes[read] >= 0) {
            return bytes[read++];
        }
        long value = readLong();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw corrupt(position, "a length of " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    private long readLong() throws CorruptFileException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (read >= limit) {
                break;
            }
            byte b = bytes[read++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw corrupt(position, "a number that does not end");
    }

    CorruptFileException corrupt(long where, String found) {
        return new CorruptFileException(file, where, found, "a whole block of a table");
    }
}
