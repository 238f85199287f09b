package io.travertine.columnar.scan;

import io.travertine.columnar.Column;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.scan.ZoneMap.Match;
import io.travertine.columnar.vector.Conversion;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A predicate made ready: which of some rows does it pass. One thread. */
abstract sealed class RowFilter permits BytesFilter, NullFilter, OrderedFilter {
    private final ColumnSchema column;
    private final int cost;
    private long rowsSeen;
    private long rowsPassed;

    /** @param cost of looking at one row, in about the time of comparing two numbers */
    RowFilter(ColumnSchema column, int cost) {
        this.column = column;
        this.cost = cost;
    }

    static RowFilter of(ColumnPredicate condition) {
        ColumnSchema column = condition.column();
        if (condition.predicate() instanceof Predicate.IsNull isNull) {
            return new NullFilter(column, isNull.negated());
        }
        return OrderedValues.hasOrder(column.type())
                ? OrderedFilter.of(column, condition.predicate())
                : BytesFilter.of(column, condition.predicate());
    }

    final String name() {
        return column.name();
    }

    final ColumnType type() {
        return column.type();
    }

    /** How much time it takes to be rid of a row: the filter with the least goes first. */
    final double rank() {
        return cost * (rowsSeen + 1.0) / (rowsSeen - rowsPassed + 1.0);
    }

    /** Keeps those of the first {@code count} rows that pass, in place; returns how many. */
    final int filter(@Nullable Column held, int[] rows, int count) {
        int passed = held == null ? passNulls(count) : pass(Conversion.convert(held, type()), rows, count);
        rowsSeen += count;
        rowsPassed += passed;
        return passed;
    }

    /** How the condition stands to rows of which a zone map is known, of a column held in the given type. */
    final Match test(ZoneMap zone, ColumnType heldType) {
        if (heldType == type()) {
            return testSameType(zone);
        }
        return Match.SOME;
    }

    /** Of so many nulls, how many pass: all of them or none. */
    int passNulls(int count) {
        return 0;
    }

    abstract int pass(Column values, int[] rows, int count);

    abstract Match testSameType(ZoneMap zone);

    /** Keeps the rows that are not null, in place; returns how many. */
    static int withoutNulls(@Nullable MemorySegment validity, int[] rows, int count) {
        return validity == null ? count : withBit(Memory.array(validity), true, rows, count);
    }

    /** Keeps the rows whose bit is so, in place; returns how many. */
    static int withBit(byte[] bits, boolean wanted, int[] rows, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[kept] = row;
            kept += Memory.bit(bits, row) == wanted ? 1 : 0;
        }
        return kept;
    }
}
