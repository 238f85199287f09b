package io.travertine.engine.table;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.RecordReader;
import io.travertine.columnar.ScanRequest;
import io.travertine.schema.TableSchema;

/** A range as another one has it; what differs is overridden. */
abstract class ForwardingRange implements ColumnRange {
    final ColumnRange range;

    ForwardingRange(ColumnRange range) {
        this.range = range;
    }

    @Override
    public long firstOffset() {
        return range.firstOffset();
    }

    @Override
    public long rowCount() {
        return range.rowCount();
    }

    @Override
    public boolean hasHiddenRows() {
        return range.hasHiddenRows();
    }

    @Override
    public TableSchema schema() {
        return range.schema();
    }

    @Override
    public BatchSource scan(ScanRequest request) {
        return range.scan(request);
    }

    @Override
    public RecordReader records(long fromOffset) {
        return range.records(fromOffset);
    }
}
