package io.travertine.columnar.segment;

import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.schema.ColumnType;
import io.travertine.storage.CorruptFileException;
import io.travertine.storage.btree.StaticBTreeReader;
import io.travertine.storage.btree.StaticBTreeWriter;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The index of one column of a segment: a static B+ tree from the key of each value that is not null to its row. */
final class SegmentIndex implements Closeable {
    private final StoreFile file;
    private final StaticBTreeReader tree;
    private final int rowCount;

    private record Entry(byte[] key, int row) {}

    /** An interval of keys, both ends included; null for no bound. */
    private record KeyRange(byte @Nullable [] low, byte @Nullable [] high) {}

    private SegmentIndex(StoreFile file, StaticBTreeReader tree, int rowCount) {
        this.file = file;
        this.tree = tree;
        this.rowCount = rowCount;
    }

    /** Writes the index of a column given by its blocks. */
    static void write(StoreFile file, List<Column> blocks) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Map<Integer, byte[]> keysOfCodes = new HashMap<>();
        int firstRow = 0;
        for (Column block : blocks) {
            for (int row = 0; row < block.size(); row++) {
                if (!block.isNull(row)) {
                    entries.add(new Entry(key(block, row, keysOfCodes), firstRow + row));
                }
            }
            firstRow += block.size();
        }
        entries.sort(Comparator.comparing(Entry::key, Arrays::compareUnsigned));
        StaticBTreeWriter writer = new StaticBTreeWriter(file);
        for (Entry entry : entries) {
            writer.add(entry.key(), entry.row());
        }
        writer.finish();
    }

    private static byte[] key(Column block, int row, Map<Integer, byte[]> keysOfCodes) {
        return block instanceof DictionaryColumn codes
                ? keysOfCodes.computeIfAbsent(codes.code(row), code -> IndexKeys.of(block, row))
                : IndexKeys.of(block, row);
    }

    /** @param rowCount rows of the segment */
    static SegmentIndex open(FileSystem files, Path path, int rowCount) throws IOException {
        StoreFile file = files.openRead(path);
        try {
            return new SegmentIndex(file, StaticBTreeReader.open(file), rowCount);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The rows, ascending, outside of which the predicate is true nowhere; null when they are more than so many. */
    int @Nullable [] rows(ColumnPredicate predicate, int maxRows) throws IOException {
        List<KeyRange> ranges = ranges(predicate);
        if (ranges == null) {
            return null;
        }
        int[] rows = new int[Math.max(1, maxRows)];
        int[] count = {0};
        for (KeyRange range : ranges) {
            tree.forEachInRange(range.low(), true, range.high(), true, row -> {
                if (count[0] < maxRows) {
                    rows[count[0]] = (int) row;
                }
                return ++count[0] <= maxRows;
            });
            if (count[0] > maxRows) {
                return null;
            }
        }
        return ascending(Arrays.copyOf(rows, count[0]));
    }

    private int[] ascending(int[] rows) throws CorruptFileException {
        int[] sorted = Arrays.stream(rows).sorted().distinct().toArray();
        if (sorted.length > 0 && (sorted[0] < 0 || sorted[sorted.length - 1] >= rowCount)) {
            throw new CorruptFileException(
                    file.path(), 0, "rows " + sorted[0] + " to " + sorted[sorted.length - 1], "rows below " + rowCount);
        }
        return sorted;
    }

    /** The keys of values for which the predicate may be true, or null when it says nothing about them. */
    private static @Nullable List<KeyRange> ranges(ColumnPredicate condition) {
        ColumnType type = condition.column().type();
        return switch (condition.predicate()) {
            case Predicate.Comparison comparison -> ranges(comparison, IndexKeys.of(type, comparison.constant()));
            case Predicate.In in -> {
                List<KeyRange> ranges = new ArrayList<>();
                for (Object constant : in.constants()) {
                    byte[] key = IndexKeys.of(type, constant);
                    ranges.add(new KeyRange(key, key));
                }
                yield ranges;
            }
            case Predicate.IsNull isNull -> null;
            case Predicate.Like like -> null;
        };
    }

    private static @Nullable List<KeyRange> ranges(Predicate.Comparison comparison, byte[] key) {
        return switch (comparison.operator()) {
            case EQUAL -> List.of(new KeyRange(key, key));
            case NOT_EQUAL -> null;
            case LESS, LESS_OR_EQUAL -> List.of(new KeyRange(null, key));
            case GREATER, GREATER_OR_EQUAL -> List.of(new KeyRange(key, null));
        };
    }

    /** Reads all of it and checks every byte. */
    void verify() throws IOException {
        tree.verify();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
