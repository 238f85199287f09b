package io.travertine.query.expression;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the distinct values of one column in the order they first appear; null is a value too. Dictionary codes are
 * translated by an array, so that a value is hashed once for each dictionary it stands in.
 */
public abstract sealed class Interner {
    private final ColumnType type;
    private int nullNumber = -1;

    private Interner(ColumnType type) {
        this.type = type;
    }

    public static Interner of(ColumnType type) {
        return LongCodes.has(type) ? new Longs(type) : new Bytes(type);
    }

    public final ColumnType type() {
        return type;
    }

    /** Writes the number of each selected row's value to the row's place; values not seen before get one. */
    public abstract void intern(Column column, ColumnBatch batch, int[] numbers);

    /** The same without giving numbers: -1 for values not seen. */
    public abstract void find(Column column, ColumnBatch batch, int[] numbers);

    /** Distinct values so far, with null if it was seen. */
    public abstract int size();

    /** The values, by number. */
    public abstract Column values();

    public abstract long memoryBytes();

    /** The number of null, given now if it had none: values have the numbers of their tables, moved on by one behind null. */
    final int nullNumber(int tableSize) {
        if (nullNumber < 0) {
            nullNumber = tableSize;
        }
        return nullNumber;
    }

    final int knownNull() {
        return nullNumber;
    }

    final int outward(int tableNumber) {
        return nullNumber >= 0 && tableNumber >= nullNumber ? tableNumber + 1 : tableNumber;
    }

    final int size(int tableSize) {
        return nullNumber >= 0 ? tableSize + 1 : tableSize;
    }

    /** Table numbers for each number, -1 for null. */
    final int[] inward(int tableSize) {
        int[] rows = new int[size(tableSize)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = nullNumber < 0 || i < nullNumber ? i : i - 1;
        }
        if (nullNumber >= 0) {
            rows[nullNumber] = -1;
        }
        return rows;
    }

    private static final class Longs extends Interner {
        private final LongTable table = new LongTable();

        Longs(ColumnType type) {
            super(type);
        }

        @Override
        public void intern(Column column, ColumnBatch batch, int[] numbers) {
            LongColumn codes = LongCodes.encode(column, batch);
            boolean nullable = codes.validity() != null;
            int[] selection = batch.selection();
            int count = batch.selectedCount();
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                numbers[row] =
                        nullable && codes.isNull(row) ? nullNumber(table.size()) : outward(table.put(codes.get(row)));
            }
        }

        @Override
        public void find(Column column, ColumnBatch batch, int[] numbers) {
            LongColumn codes = LongCodes.encode(column, batch);
            boolean nullable = codes.validity() != null;
            int[] selection = batch.selection();
            int count = batch.selectedCount();
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                numbers[row] = nullable && codes.isNull(row) ? knownNull() : outwardOrNone(table.find(codes.get(row)));
            }
        }

        @Override
        public int size() {
            return size(table.size());
        }

        @Override
        public Column values() {
            int[] inward = inward(table.size());
            long[] codes = new long[inward.length];
            Nulls nulls = new Nulls(inward.length);
            for (int i = 0; i < inward.length; i++) {
                if (inward[i] < 0) {
                    nulls.add(i);
                } else {
                    codes[i] = table.key(inward[i]);
                }
            }
            return LongCodes.decode(type(), codes, codes.length, nulls);
        }

        @Override
        public long memoryBytes() {
            return table.memoryBytes();
        }
    }

    private static final class Bytes extends Interner {
        private final BytesTable table = new BytesTable();
        private @Nullable BytesColumn dictionary;
        private int[] translation = new int[0];

        Bytes(ColumnType type) {
            super(type);
        }

        @Override
        public void intern(Column column, ColumnBatch batch, int[] numbers) {
            boolean nullable = column.validity() != null;
            BytesView view = BytesView.of(column);
            DictionaryColumn codes = translated(column, batch);
            int[] selection = batch.selection();
            int count = batch.selectedCount();
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                if (nullable && column.isNull(row)) {
                    numbers[row] = nullNumber(table.size());
                } else if (codes == null) {
                    numbers[row] = outward(table.put(view.data(), view.start(row), view.end(row)));
                } else {
                    int code = codes.code(row);
                    int known = translation[code];
                    if (known == 0) {
                        known = table.put(view.data(), view.start(row), view.end(row)) + 1;
                        translation[code] = known;
                    }
                    numbers[row] = outward(known - 1);
                }
            }
        }

        /** The column when its dictionary is worth an array, which is then ready; else null. */
        private @Nullable DictionaryColumn translated(Column column, ColumnBatch batch) {
            if (!(column instanceof DictionaryColumn codes)) {
                return null;
            }
            if (dictionary != codes.dictionary()) {
                int entries = codes.dictionary().size();
                if (entries > 16 * Math.max(batch.selectedCount(), 1024)) {
                    return null;
                }
                dictionary = codes.dictionary();
                if (translation.length < entries) {
                    translation = new int[entries];
                } else {
                    Arrays.fill(translation, 0, entries, 0);
                }
            }
            return codes;
        }

        @Override
        public void find(Column column, ColumnBatch batch, int[] numbers) {
            BytesView view = BytesView.of(column);
            boolean nullable = column.validity() != null;
            int[] selection = batch.selection();
            int count = batch.selectedCount();
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                numbers[row] = nullable && column.isNull(row)
                        ? knownNull()
                        : outwardOrNone(table.find(view.data(), view.start(row), view.end(row)));
            }
        }

        @Override
        public int size() {
            return size(table.size());
        }

        @Override
        public Column values() {
            int[] inward = inward(table.size());
            return Gather.rows(table.values().build(type(), null), inward, inward.length);
        }

        @Override
        public long memoryBytes() {
            return table.memoryBytes() + 4L * translation.length;
        }
    }

    final int outwardOrNone(int tableNumber) {
        return tableNumber < 0 ? -1 : outward(tableNumber);
    }
}
