package io.travertine.query.operator;

import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.ScanStatistics;
import io.travertine.schema.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a running query. One thread; a batch is valid until the next call. Counts rows and time for EXPLAIN ANALYZE. */
public abstract class Operator implements AutoCloseable {
    private final ExecutionContext context;
    private final List<ColumnType> types;
    private final List<Operator> inputs;
    private long rows;
    private long nanos;

    /** @param types of the columns it gives */
    Operator(ExecutionContext context, List<ColumnType> types, List<Operator> inputs) {
        this.context = context;
        this.types = List.copyOf(types);
        this.inputs = List.copyOf(inputs);
    }

    /** The next batch with at least one row, or null at the end. */
    public final @Nullable ColumnBatch next() {
        context.check();
        long start = System.nanoTime();
        ColumnBatch batch = advance();
        nanos += System.nanoTime() - start;
        if (batch != null) {
            rows += batch.selectedCount();
        }
        return batch;
    }

    /** What it is and with which arguments, in one line for EXPLAIN. */
    public abstract String describe();

    public final List<Operator> inputs() {
        return inputs;
    }

    public final List<ColumnType> types() {
        return types;
    }

    /** Rows given so far. */
    public final long rows() {
        return rows;
    }

    /** Time spent in it, without its inputs. */
    public final long ownNanos() {
        long own = nanos;
        for (Operator input : inputs) {
            own -= input.nanos;
        }
        return Math.max(0, own);
    }

    /** What a scan read and skipped; null for the others. */
    public @Nullable ScanStatistics scanStatistics() {
        return null;
    }

    @Override
    public void close() {
        for (Operator input : inputs) {
            input.close();
        }
    }

    abstract @Nullable ColumnBatch advance();

    final ExecutionContext context() {
        return context;
    }
}
