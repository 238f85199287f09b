package io.travertine.query.expression;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of text (and perhaps whole numbers) that gives text or a whole number. Null in, null out. When its only operand
 * that is not constant is a dictionary smaller than the batch, it runs once an entry.
 */
public final class TextFunction implements Expression {
    /** What it computes for one row; operands are String or Long, the result is String or Long or null. */
    @FunctionalInterface
    public interface Body {
        @Nullable Object apply(Object[] operands);
    }

    private final ColumnType type;
    private final List<Expression> operands;
    private final Body body;

    public TextFunction(ColumnType type, List<Expression> operands, Body body) {
        this.type = type;
        this.operands = List.copyOf(operands);
        this.body = body;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        Column[] columns = new Column[operands.size()];
        Nulls nulls = new Nulls(batch.rowCount());
        int dictionary = -1;
        int varying = 0;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = operands.get(i).evaluate(batch);
            nulls.addAll(columns[i]);
            if (!(operands.get(i) instanceof Constant)) {
                varying++;
                dictionary = i;
            }
        }
        if (varying == 1
                && columns[dictionary] instanceof DictionaryColumn codes
                && codes.dictionary().size() < batch.selectedCount()) {
            return overDictionary(codes, dictionary, batch, nulls);
        }
        return apply(columns, Columns.selectedRows(batch), nulls, batch.rowCount());
    }

    private Column overDictionary(DictionaryColumn codes, int place, ColumnBatch batch, Nulls nulls) {
        BytesColumn entries = codes.dictionary();
        ColumnBatch every = new ColumnBatch(List.of(), entries.size());
        Column[] columns = new Column[operands.size()];
        Nulls none = new Nulls(entries.size());
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i == place ? entries : operands.get(i).evaluate(every);
            none.addAll(columns[i]);
        }
        Column results = apply(columns, Columns.selectedRows(every), none, entries.size());
        int[] rows = new int[batch.rowCount()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = nulls.contains(row) ? -1 : codes.code(row);
        }
        return Gather.rows(results, rows, rows.length);
    }

    private Column apply(Column[] columns, int[] rows, Nulls nulls, int size) {
        BytesView[] views = new BytesView[columns.length];
        for (int i = 0; i < columns.length; i++) {
            views[i] = columns[i] instanceof LongColumn ? null : BytesView.of(columns[i]);
        }
        ColumnAppender results = ColumnAppender.of(type);
        int[] places = new int[size];
        Object[] values = new Object[columns.length];
        for (int row : rows) {
            places[row] = results.size();
            if (nulls.contains(row)) {
                results.appendNull();
                continue;
            }
            for (int i = 0; i < columns.length; i++) {
                values[i] = columns[i] instanceof LongColumn longs ? longs.get(row) : views[i].text(row);
            }
            append(results, body.apply(values));
        }
        return results.size() == 0 ? Columns.nulls(type, size) : Gather.rows(results.build(), places, size);
    }

    private static void append(ColumnAppender results, @Nullable Object value) {
        switch (value) {
            case null -> results.appendNull();
            case Long number -> results.appendLong(number);
            default -> results.appendText((String) value);
        }
    }
}
