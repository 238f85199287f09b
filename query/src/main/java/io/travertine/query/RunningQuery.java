package io.travertine.query;

import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.ScanStatistics;
import io.travertine.engine.DatabaseSnapshot;
import io.travertine.query.expression.EvaluationException;
import io.travertine.query.operator.ExecutionContext;
import io.travertine.query.operator.Operator;
import io.travertine.schema.ColumnSchema;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A result that is computed while it is read. Closing it, from any thread, cancels it: the reader leaves at its next batch,
 * and only then are scans and snapshot released.
 */
final class RunningQuery implements QueryResult {
    private static final Logger LOG = LoggerFactory.getLogger(RunningQuery.class);

    private final DatabaseSnapshot snapshot;
    private final Operator root;
    private final List<ColumnSchema> columns;
    private final ExecutionContext context;
    private final long startNanos;
    private final long planNanos;
    private final ReentrantLock running = new ReentrantLock();
    private volatile long endNanos;
    private boolean finished;
    private boolean closed;

    RunningQuery(
            DatabaseSnapshot snapshot,
            Operator root,
            List<ColumnSchema> columns,
            ExecutionContext context,
            long startNanos,
            long planNanos) {
        this.snapshot = snapshot;
        this.root = root;
        this.columns = List.copyOf(columns);
        this.context = context;
        this.startNanos = startNanos;
        this.planNanos = planNanos;
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public @Nullable ColumnBatch next() throws QueryException {
        running.lock();
        try {
            if (closed) {
                throw new QueryException("57014", "the query was cancelled");
            }
            ColumnBatch batch = finished ? null : advance();
            if (batch == null && !finished) {
                finished = true;
                endNanos = System.nanoTime();
            }
            return batch;
        } finally {
            running.unlock();
        }
    }

    private @Nullable ColumnBatch advance() throws QueryException {
        try {
            return root.next();
        } catch (RuntimeException | StackOverflowError failure) {
            finished = true;
            endNanos = System.nanoTime();
            throw translate(failure);
        }
    }

    /** Every failure as an error with an SQLSTATE; one that nobody foresaw is also logged. */
    static QueryException translate(Throwable failure) {
        return switch (failure) {
            case EvaluationException known -> known.toQueryException();
            case UncheckedIOException unreadable ->
                new QueryException("58030", String.valueOf(unreadable.getMessage()), unreadable);
            case StackOverflowError tooDeep ->
                new QueryException("54001", "the statement is nested too deeply", tooDeep);
            default -> {
                LOG.error("a query failed in a way that it must not", failure);
                yield new QueryException("XX000", "the query failed by an error of ours, see the log", failure);
            }
        };
    }

    Operator root() {
        return root;
    }

    @Override
    public QueryStatistics statistics() {
        long end = endNanos == 0 ? System.nanoTime() : endNanos;
        return new QueryStatistics(scans(root), planNanos, end - startNanos);
    }

    private static ScanStatistics scans(Operator operator) {
        ScanStatistics own = operator.scanStatistics();
        ScanStatistics sum = own == null ? ScanStatistics.NONE : own;
        for (Operator input : operator.inputs()) {
            sum = sum.plus(scans(input));
        }
        return sum;
    }

    @Override
    public void close() {
        context.cancel();
        running.lock();
        try {
            if (!closed) {
                closed = true;
                endNanos = endNanos == 0 ? System.nanoTime() : endNanos;
                try {
                    root.close();
                } finally {
                    context.release();
                    snapshot.close();
                }
            }
        } finally {
            running.unlock();
        }
    }
}
