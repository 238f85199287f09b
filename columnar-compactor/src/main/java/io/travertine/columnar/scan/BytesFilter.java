package io.travertine.columnar.scan;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.scan.BytesCondition.Interval;
import io.travertine.columnar.scan.ZoneMap.Match;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnSchema;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons, IN and LIKE on bytes. Over a dictionary the condition is looked at once per entry: a comparison becomes an interval
 * of codes by binary search, anything else a bitmap; rows then only look at their code.
 */
final class BytesFilter extends RowFilter {
    private static final int BYTES_COST = 5;
    private static final int LIKE_COST = 20;

    private final BytesCondition condition;
    private final boolean negated;
    /** The dictionary that {@link #passingCodes} is about. */
    private @Nullable BytesColumn dictionary;

    private byte[] passingCodes = Memory.EMPTY;

    private BytesFilter(ColumnSchema column, BytesCondition condition, boolean negated) {
        super(column, condition instanceof BytesCondition.Like ? LIKE_COST : BYTES_COST);
        this.condition = condition;
        this.negated = negated;
    }

    static BytesFilter of(ColumnSchema column, Predicate predicate) {
        return switch (predicate) {
            case Predicate.Comparison comparison -> of(column, comparison.operator(), (byte[]) comparison.constant());
            case Predicate.In in -> new BytesFilter(column, BytesCondition.OneOf.of(in.constants()), false);
            case Predicate.Like like ->
                new BytesFilter(
                        column, new BytesCondition.Like(LikePattern.of(like.pattern(), like.escape())), like.negated());
            case Predicate.IsNull isNull -> throw new AssertionError(isNull);
        };
    }

    private static BytesFilter of(ColumnSchema column, Predicate.Operator operator, byte[] constant) {
        return switch (operator) {
            case EQUAL -> new BytesFilter(column, Interval.equal(constant), false);
            case NOT_EQUAL -> new BytesFilter(column, Interval.equal(constant), true);
            case LESS -> new BytesFilter(column, new Interval(null, true, constant, false), false);
            case LESS_OR_EQUAL -> new BytesFilter(column, new Interval(null, true, constant, true), false);
            case GREATER -> new BytesFilter(column, new Interval(constant, false, null, true), false);
            case GREATER_OR_EQUAL -> new BytesFilter(column, new Interval(constant, true, null, true), false);
        };
    }

    /** An interval outside of which nothing passes. */
    Interval bounds() {
        if (!negated && condition instanceof Interval interval) {
            return interval;
        }
        if (!negated && condition instanceof BytesCondition.OneOf(byte[][] constants) && constants.length > 0) {
            return new Interval(constants[0], true, constants[constants.length - 1], true);
        }
        return new Interval(null, true, null, true);
    }

    /** Whether everything within {@link #bounds} passes. */
    boolean isInterval() {
        return !negated && condition instanceof Interval;
    }

    @Override
    int pass(Column values, int[] rows, int count) {
        int valid = withoutNulls(values.validity(), rows, count);
        return switch (values) {
            case BytesColumn bytes -> bytes(bytes, rows, valid);
            case DictionaryColumn codes -> codes(codes, rows, valid);
            case IdColumn ids -> ids(Memory.array(ids.values()), rows, valid);
            default -> throw new AssertionError(values.type());
        };
    }

    @Override
    Match testSameType(ZoneMap zone) {
        if (zone.allNull()) {
            return Match.NONE;
        }
        Object min = zone.min();
        Object max = zone.max();
        Interval bounds = condition instanceof Interval interval ? interval : bounds();
        boolean apart = min instanceof byte[] least && !bounds.belowHigh(least, 0, least.length)
                || max instanceof byte[] greatest && !bounds.aboveLow(greatest, 0, greatest.length);
        boolean within = condition instanceof Interval
                && min instanceof byte[] least
                && max instanceof byte[] greatest
                && bounds.test(least, 0, least.length)
                && bounds.test(greatest, 0, greatest.length);
        if (negated ? within : apart) {
            return Match.NONE;
        }
        return (negated ? apart : within) && zone.nullCount() == 0 ? Match.ALL : Match.SOME;
    }

    private int bytes(BytesColumn column, int[] rows, int count) {
        byte[] offsets = Memory.array(column.offsets());
        byte[] data = Memory.array(column.data());
        BytesCondition test = condition;
        boolean wanted = !negated;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            int start = Memory.getInt(offsets, Integer.BYTES * row);
            int end = Memory.getInt(offsets, Integer.BYTES * row + Integer.BYTES);
            rows[kept] = row;
            kept += test.test(data, start, end) == wanted ? 1 : 0;
        }
        return kept;
    }

    private int ids(byte[] values, int[] rows, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[kept] = row;
            kept += condition.test(values, row * IdColumn.BYTES, (row + 1) * IdColumn.BYTES) != negated ? 1 : 0;
        }
        return kept;
    }

    private int codes(DictionaryColumn column, int[] rows, int count) {
        if (column.dictionary() != dictionary) {
            passingCodes = passingCodes(column.dictionary());
            dictionary = column.dictionary();
        }
        byte[] codes = Memory.array(column.codes());
        byte[] passing = passingCodes;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            rows[kept] = row;
            kept += Memory.bit(passing, Memory.getInt(codes, Integer.BYTES * row)) ? 1 : 0;
        }
        return kept;
    }

    private byte[] passingCodes(BytesColumn entries) {
        byte[] passing = new byte[Memory.bitBytes(entries.size())];
        byte[] data = Memory.array(entries.data());
        int from = 0;
        int to = entries.size();
        if (condition instanceof Interval interval) {
            from = firstCode(entries, data, interval, true);
            to = firstCode(entries, data, interval, false);
        }
        for (int code = 0; code < entries.size(); code++) {
            boolean passes = code >= from
                    && code < to
                    && (condition instanceof Interval || condition.test(data, entries.start(code), entries.end(code)));
            if (passes != negated) {
                Memory.setBit(passing, code);
            }
        }
        return passing;
    }

    /** The first entry that is above the low bound, or the first that is no longer below the high bound. */
    private static int firstCode(BytesColumn entries, byte[] data, Interval interval, boolean aboveLow) {
        int from = 0;
        int to = entries.size();
        while (from < to) {
            int middle = from + to >>> 1;
            int start = entries.start(middle);
            int end = entries.end(middle);
            boolean before = aboveLow ? !interval.aboveLow(data, start, end) : interval.belowHigh(data, start, end);
            if (before) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
