package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import java.lang.foreign.MemorySegment;

/** Picks rows of a column, in any order. */
public final class Gather {
    private Gather() {}

    /**
     * @param rows which rows, in its first {@code count} places; -1 gives a null
     */
    public static Column rows(Column source, int[] rows, int count) {
        if (source instanceof DictionaryColumn dictionary) {
            return codes(dictionary, rows, count);
        }
        ColumnAppender appender = ColumnAppender.of(source.type());
        appender.append(source, rows, count);
        return appender.build();
    }

    private static Column codes(DictionaryColumn source, int[] rows, int count) {
        int[] codes = new int[count];
        Nulls nulls = new Nulls(count);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (row < 0 || source.isNull(row)) {
                nulls.add(i);
            } else {
                codes[i] = source.code(row);
            }
        }
        return new DictionaryColumn(count, nulls.validity(), MemorySegment.ofArray(codes), source.dictionary());
    }
}
