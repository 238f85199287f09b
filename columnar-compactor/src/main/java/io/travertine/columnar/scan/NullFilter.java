package io.travertine.columnar.scan;

import io.travertine.columnar.Column;
import io.travertine.columnar.scan.ZoneMap.Match;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnSchema;
import java.lang.foreign.MemorySegment;

/** IS NULL and IS NOT NULL. */
final class NullFilter extends RowFilter {
    private final boolean negated;

    NullFilter(ColumnSchema column, boolean negated) {
        super(column, 1);
        this.negated = negated;
    }

    @Override
    int passNulls(int count) {
        return negated ? 0 : count;
    }

    @Override
    int pass(Column values, int[] rows, int count) {
        MemorySegment validity = values.validity();
        if (validity == null) {
            return negated ? count : 0;
        }
        return withBit(Memory.array(validity), negated, rows, count);
    }

    @Override
    Match testSameType(ZoneMap zone) {
        if (zone.nullCount() == 0) {
            return negated ? Match.ALL : Match.NONE;
        }
        if (zone.allNull()) {
            return negated ? Match.NONE : Match.ALL;
        }
        return Match.SOME;
    }
}
