package io.travertine.columnar.segment;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.vector.BytesBuilder;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Replaces the values of a column, over all blocks of a segment, by codes into one dictionary sorted by unsigned bytes, if at most
 * a quarter of the values are different. Numbers the values in the order of their first appearance, in a hash table of open
 * addressing, then sorts, then renumbers.
 */
final class DictionaryEncoder {
    private static final int ROWS_PER_ENTRY = 4;
    private static final int MAX_ENTRIES = 1 << 20;
    private static final long MAX_DATA_BYTES = 16L << 20;
    /** After so many rows a column with more different values than half of them is given up at once. */
    private static final int SAMPLE_ROWS = 4_096;

    private final BytesBuilder entries = new BytesBuilder(ColumnType.BINARY);
    private final ColumnType type;
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final int maxEntries;
    /** Entry + 1 at the place its hash leads to, 0 where free. */
    private int[] table = new int[1024];
    /** Where each entry ends in {@link #data}. */
    private int[] ends = new int[512];

    private byte[] data = Memory.EMPTY;
    private int entryCount;
    private int rowsSeen;

    private DictionaryEncoder(ColumnType type, long valueCount) {
        this.type = type;
        maxEntries = (int) Math.min(MAX_ENTRIES, valueCount / ROWS_PER_ENTRY);
    }

    /** The blocks of a STRING column with a dictionary, or as they are when it does not pay. */
    static List<Column> encode(List<Column> blocks) {
        long values = 0;
        for (Column block : blocks) {
            values += block.size() - ZoneMaps.nullCount(block);
        }
        DictionaryEncoder encoder = new DictionaryEncoder(blocks.getFirst().type(), values);
        List<byte[]> codes = new ArrayList<>();
        for (Column block : blocks) {
            byte[] blockCodes = new byte[Integer.BYTES * block.size()];
            if (!encoder.number((BytesColumn) block, blockCodes)) {
                return blocks;
            }
            codes.add(blockCodes);
        }
        return encoder.entryCount == 0 ? blocks : encoder.columns(blocks, codes);
    }

    /** Gives each value its number; false when there are too many different ones. */
    private boolean number(BytesColumn block, byte[] codes) {
        byte[] source = Memory.array(block.data());
        for (int row = 0; row < block.size(); row++) {
            if (block.isNull(row)) {
                continue;
            }
            int entry = entry(source, block.start(row), block.end(row));
            Memory.putInt(codes, Integer.BYTES * row, entry);
            rowsSeen++;
            boolean tooMany = entryCount > maxEntries || ends[entryCount - 1] > MAX_DATA_BYTES;
            if (tooMany || rowsSeen == SAMPLE_ROWS && entryCount > SAMPLE_ROWS / 2) {
                return false;
            }
        }
        return true;
    }

    private int entry(byte[] source, int start, int end) {
        int mask = table.length - 1;
        int place = (int) hash(source, start, end) & mask;
        while (table[place] != 0) {
            int entry = table[place] - 1;
            if (Arrays.equals(data, start(entry), ends[entry], source, start, end)) {
                return entry;
            }
            place = place + 1 & mask;
        }
        table[place] = entryCount + 1;
        add(source, start, end);
        if (2 * entryCount > table.length) {
            rehash();
        }
        return entryCount - 1;
    }

    private void add(byte[] source, int start, int end) {
        int from = entryCount == 0 ? 0 : ends[entryCount - 1];
        data = Memory.grow(data, (long) from + end - start);
        System.arraycopy(source, start, data, from, end - start);
        if (entryCount == ends.length) {
            ends = Arrays.copyOf(ends, 2 * entryCount);
        }
        ends[entryCount++] = from + end - start;
    }

    private int start(int entry) {
        return entry == 0 ? 0 : ends[entry - 1];
    }

    private void rehash() {
        int[] larger = new int[2 * table.length];
        int mask = larger.length - 1;
        for (int entry = 0; entry < entryCount; entry++) {
            int place = (int) hash(data, start(entry), ends[entry]) & mask;
            while (larger[place] != 0) {
                place = place + 1 & mask;
            }
            larger[place] = entry + 1;
        }
        table = larger;
    }

    private long hash(byte[] source, int start, int end) {
        long hash = seed + end - start;
        int position = start;
        for (; position + Long.BYTES <= end; position += Long.BYTES) {
            hash = mix(hash ^ Memory.getLong(source, position));
        }
        long rest = 0;
        for (; position < end; position++) {
            rest = rest << Byte.SIZE | source[position] & 0xff;
        }
        return mix(hash ^ rest);
    }

    /** David Stafford's variant 13 of the MurmurHash3 finaliser. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    private List<Column> columns(List<Column> blocks, List<byte[]> codes) {
        int[] sorted = IntStream.range(0, entryCount)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(data, start(a), ends[a], data, start(b), ends[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] codeOfEntry = new int[entryCount];
        for (int code = 0; code < entryCount; code++) {
            int entry = sorted[code];
            codeOfEntry[entry] = code;
            entries.putBytes(code, data, start(entry), ends[entry] - start(entry));
        }
        BytesColumn plain = (BytesColumn) entries.snapshot(entryCount);
        BytesColumn dictionary = new BytesColumn(type, entryCount, null, plain.offsets(), plain.data());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Column block = blocks.get(i);
            byte[] renumbered = codes.get(i);
            for (int row = 0; row < block.size(); row++) {
                int entry = Memory.getInt(renumbered, Integer.BYTES * row);
                Memory.putInt(renumbered, Integer.BYTES * row, codeOfEntry[entry]);
            }
            columns.add(new DictionaryColumn(
                    block.size(), block.validity(), MemorySegment.ofArray(renumbered), dictionary));
        }
        return columns;
    }
}
