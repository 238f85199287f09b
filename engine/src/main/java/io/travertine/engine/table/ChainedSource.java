package io.travertine.engine.table;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanStatistics;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scans ranges one after another, opening each when the one before is at its end. */
final class ChainedSource implements BatchSource {
    private final Iterator<ColumnRange> ranges;
    private final ScanRequest request;
    private ScanStatistics done;
    private long returned;
    private @Nullable BatchSource current;

    /** @param skipped what is already known to be skipped */
    ChainedSource(List<ColumnRange> ranges, ScanRequest request, ScanStatistics skipped) {
        this.ranges = ranges.iterator();
        this.request = request;
        this.done = skipped;
    }

    @Override
    public @Nullable ColumnBatch next() throws IOException {
        while (returned < request.limit()) {
            BatchSource source = current;
            if (source == null) {
                if (!ranges.hasNext()) {
                    return null;
                }
                source = ranges.next().scan(remaining());
                current = source;
            }
            ColumnBatch batch = source.next();
            if (batch != null) {
                returned += batch.selectedCount();
                return batch;
            }
            finish(source);
        }
        return null;
    }

    private ScanRequest remaining() {
        return new ScanRequest(request.columns(), request.predicates(), request.limit() - returned);
    }

    private void finish(BatchSource source) {
        done = done.plus(source.statistics());
        current = null;
        source.close();
    }

    @Override
    public ScanStatistics statistics() {
        BatchSource source = current;
        return source == null ? done : done.plus(source.statistics());
    }

    @Override
    public void close() {
        BatchSource source = current;
        if (source != null) {
            finish(source);
        }
    }
}
