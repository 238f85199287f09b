package io.travertine.query;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.ScanStatistics;
import io.travertine.query.expression.Columns;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result of text that was known at once: SHOW TABLES, DESCRIBE, EXPLAIN. */
final class TextResult implements QueryResult {
    private final List<ColumnSchema> columns;
    private final QueryStatistics statistics;
    private @Nullable ColumnBatch batch;

    /** @param values the rows of each column */
    TextResult(List<String> names, List<List<String>> values, QueryStatistics statistics) {
        this.columns = names.stream()
                .map(name -> new ColumnSchema(name, ColumnType.STRING))
                .toList();
        this.statistics = statistics;
        List<Column> batchColumns = new ArrayList<>();
        values.forEach(rows -> batchColumns.add(Columns.text(rows)));
        int count = values.getFirst().size();
        this.batch = count == 0 ? null : new ColumnBatch(batchColumns, count);
    }

    static QueryStatistics statistics(long startNanos) {
        return new QueryStatistics(ScanStatistics.NONE, 0, System.nanoTime() - startNanos);
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public @Nullable ColumnBatch next() {
        ColumnBatch given = batch;
        batch = null;
        return given;
    }

    @Override
    public QueryStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        batch = null;
    }
}
