package io.travertine.query.operator;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanStatistics;
import io.travertine.engine.TableSnapshot;
import io.travertine.schema.ColumnSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a table; projection, predicates and limit are the source's work. */
public final class ScanOperator extends Operator {
    private final TableSnapshot table;
    private final ScanRequest request;
    private final String description;
    private @Nullable BatchSource source;

    public ScanOperator(ExecutionContext context, TableSnapshot table, ScanRequest request, String description) {
        super(context, request.columns().stream().map(ColumnSchema::type).toList(), List.of());
        this.table = table;
        this.request = request;
        this.description = description;
    }

    @Override
    @Nullable ColumnBatch advance() {
        BatchSource opened = source;
        if (opened == null) {
            opened = table.scan(request);
            source = opened;
        }
        try {
            return opened.next();
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "table '" + table.name() + "' cannot be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public ScanStatistics scanStatistics() {
        BatchSource opened = source;
        return opened == null ? ScanStatistics.NONE : opened.statistics();
    }

    @Override
    public void close() {
        BatchSource opened = source;
        if (opened != null) {
            opened.close();
        }
    }
}
