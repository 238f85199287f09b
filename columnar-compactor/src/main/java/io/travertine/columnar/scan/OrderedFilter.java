package io.travertine.columnar.scan;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.scan.ZoneMap.Match;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnSchema;
import java.util.Arrays;

/**
 * Comparisons and IN on fixed-width values, all in the order of {@link OrderedValues}: a value passes when it lies in [low, high]
 * and, for IN, is one of the set; negated, when it does not.
 */
final class OrderedFilter extends RowFilter {
    private final long low;
    private final long high;
    private final boolean negated;
    /** Sorted; empty when every value between the bounds will do. */
    private final long[] set;

    private OrderedFilter(ColumnSchema column, long low, long high, boolean negated, long[] set) {
        super(column, set.length == 0 ? 1 : 2);
        this.low = low;
        this.high = high;
        this.negated = negated;
        this.set = set;
    }

    static OrderedFilter of(ColumnSchema column, Predicate predicate) {
        return switch (predicate) {
            case Predicate.Comparison comparison ->
                of(column, comparison.operator(), OrderedValues.of(column.type(), comparison.constant()));
            case Predicate.In in -> {
                long[] set = in.constants().stream()
                        .mapToLong(constant -> OrderedValues.of(column.type(), constant))
                        .sorted()
                        .distinct()
                        .toArray();
                yield set.length == 0
                        ? nothing(column)
                        : new OrderedFilter(column, set[0], set[set.length - 1], false, set);
            }
            default -> throw new IllegalArgumentException(predicate + " on a column of " + column.type());
        };
    }

    private static OrderedFilter of(ColumnSchema column, Predicate.Operator operator, long constant) {
        return switch (operator) {
            case EQUAL -> interval(column, constant, constant);
            case NOT_EQUAL -> new OrderedFilter(column, constant, constant, true, new long[0]);
            case LESS -> constant == Long.MIN_VALUE ? nothing(column) : interval(column, Long.MIN_VALUE, constant - 1);
            case LESS_OR_EQUAL -> interval(column, Long.MIN_VALUE, constant);
            case GREATER ->
                constant == Long.MAX_VALUE ? nothing(column) : interval(column, constant + 1, Long.MAX_VALUE);
            case GREATER_OR_EQUAL -> interval(column, constant, Long.MAX_VALUE);
        };
    }

    private static OrderedFilter interval(ColumnSchema column, long low, long high) {
        return new OrderedFilter(column, low, high, false, new long[0]);
    }

    private static OrderedFilter nothing(ColumnSchema column) {
        return interval(column, 1, 0);
    }

    /** No smaller value passes. */
    long low() {
        return negated ? Long.MIN_VALUE : low;
    }

    /** No greater value passes. */
    long high() {
        return negated ? Long.MAX_VALUE : high;
    }

    /** Whether every value from {@link #low} to {@link #high} passes. */
    boolean isInterval() {
        return !negated && set.length == 0;
    }

    @Override
    int pass(Column values, int[] rows, int count) {
        int valid = withoutNulls(values.validity(), rows, count);
        return switch (values) {
            case LongColumn longs -> longs(Memory.array(longs.values()), rows, valid);
            case DoubleColumn doubles -> doubles(Memory.array(doubles.values()), rows, valid);
            case IntColumn ints -> ints(Memory.array(ints.values()), rows, valid);
            case BooleanColumn booleans -> booleans(Memory.array(booleans.values()), rows, valid);
            default -> throw new AssertionError(values.type());
        };
    }

    @Override
    Match testSameType(ZoneMap zone) {
        if (zone.allNull()) {
            return Match.NONE;
        }
        if (!(zone.min() instanceof Long min) || !(zone.max() instanceof Long max)) {
            return Match.SOME;
        }
        boolean apart = max < low || min > high;
        boolean within = min >= low && max <= high && set.length == 0;
        if (negated ? within : apart) {
            return Match.NONE;
        }
        return (negated ? apart : within) && zone.nullCount() == 0 ? Match.ALL : Match.SOME;
    }

    private int longs(byte[] values, int[] rows, int count) {
        if (set.length > 0) {
            return inSet(i -> Memory.getLong(values, i * Long.BYTES), rows, count);
        }
        long from = low;
        long to = high;
        boolean wanted = !negated;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long value = Memory.getLong(values, row * Long.BYTES);
            rows[kept] = row;
            kept += (value >= from & value <= to) == wanted ? 1 : 0;
        }
        return kept;
    }

    private int doubles(byte[] values, int[] rows, int count) {
        if (set.length > 0) {
            return inSet(i -> orderedDouble(values, i), rows, count);
        }
        long from = low;
        long to = high;
        boolean wanted = !negated;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long value = orderedDouble(values, row);
            rows[kept] = row;
            kept += (value >= from & value <= to) == wanted ? 1 : 0;
        }
        return kept;
    }

    private int ints(byte[] values, int[] rows, int count) {
        if (set.length > 0) {
            return inSet(i -> Memory.getInt(values, i * Integer.BYTES), rows, count);
        }
        long from = low;
        long to = high;
        boolean wanted = !negated;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long value = Memory.getInt(values, row * Integer.BYTES);
            rows[kept] = row;
            kept += (value >= from & value <= to) == wanted ? 1 : 0;
        }
        return kept;
    }

    private int booleans(byte[] values, int[] rows, int count) {
        boolean passFalse = passes(0);
        boolean passTrue = passes(1);
        if (passFalse == passTrue) {
            return passTrue ? count : 0;
        }
        return withBit(values, passTrue, rows, count);
    }

    private boolean passes(long value) {
        boolean in = value >= low && value <= high && (set.length == 0 || Arrays.binarySearch(set, value) >= 0);
        return in != negated;
    }

    private int inSet(ValueAt values, int[] rows, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[kept] = row;
            kept += Arrays.binarySearch(set, values.at(row)) >= 0 ? 1 : 0;
        }
        return kept;
    }

    private static long orderedDouble(byte[] values, int row) {
        return OrderedValues.of(Double.longBitsToDouble(Memory.getLong(values, row * Double.BYTES)));
    }

    private interface ValueAt {
        long at(int row);
    }
}
