package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.ColumnAppender;
import io.travertine.query.expression.Gather;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** Copies of rows, kept as columns. */
final class RowBuffer {
    private final List<ColumnType> types;
    private final MemoryAccount account;
    private List<ColumnAppender> appenders;
    private int size;

    RowBuffer(List<ColumnType> types, MemoryAccount account) {
        this.types = types;
        this.account = account;
        this.appenders = emptyAppenders();
    }

    int size() {
        return size;
    }

    /** Copies the selected rows. */
    void append(ColumnBatch batch) {
        if (size > (1 << 30) - batch.selectedCount()) {
            throw io.travertine.query.expression.EvaluationException.memory("more than 2^30 rows in one operator");
        }
        long bytes = 0;
        for (int i = 0; i < appenders.size(); i++) {
            ColumnAppender appender = appenders.get(i);
            appender.append(batch.column(i), batch.selection(), batch.selectedCount());
            bytes += appender.memoryBytes();
        }
        size += batch.selectedCount();
        account.hold(bytes);
    }

    /** The rows so far. Ends the appending, unless {@link #keep} follows. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>(appenders.size());
        for (ColumnAppender appender : appenders) {
            columns.add(appender.build());
        }
        return columns;
    }

    /** Forgets all rows but these, which then have this order. */
    void keep(int[] rows, int count) {
        List<Column> columns = columns();
        appenders = emptyAppenders();
        List<Column> kept = new ArrayList<>();
        for (Column column : columns) {
            kept.add(Gather.rows(column, rows, count));
        }
        size = 0;
        append(new ColumnBatch(kept, count));
    }

    private List<ColumnAppender> emptyAppenders() {
        return types.stream().map(ColumnAppender::of).toList();
    }
}
