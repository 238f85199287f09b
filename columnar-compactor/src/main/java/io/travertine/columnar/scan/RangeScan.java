package io.travertine.columnar.scan;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.ScanStatistics;
import io.travertine.columnar.SystemColumns;
import io.travertine.columnar.scan.BytesCondition.Interval;
import io.travertine.columnar.scan.ZoneMap.Match;
import io.travertine.columnar.vector.ColumnBuilder;
import io.travertine.columnar.vector.Conversion;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A scan of one range, one block at a time; a block with rows that pass becomes a batch.
 *
 * <ol>
 *   <li>Once: what is known of the whole range may exclude all of it, and conditions that hold throughout are dropped. An index
 *       may name the rows to look at.
 *   <li>Per block: offsets narrow it by arithmetic, zone maps exclude it or fulfil conditions, the order of ids narrows it by
 *       binary search.
 *   <li>The rows left go through the filters, the one that is rid of most rows for the least time first, a few thousand at a
 *       time, so that a limit stops early. A filter's column is read only if rows are left.
 *   <li>The columns asked for are read only if rows passed.
 * </ol>
 */
public final class RangeScan implements BatchSource {
    private static final int STEP_ROWS = 4_096;
    /** An index pays while it leaves less than this part of the rows. */
    private static final int INDEX_SELECTIVITY = 32;

    private final BlockReader reader;
    private final ScanRequest request;
    private final List<RowFilter> filters = new ArrayList<>();
    private final int[] step = new int[STEP_ROWS];
    private int[] candidates = {};
    private int[] selection = {};
    private int @Nullable [] indexed;
    private boolean started;
    private int nextBlock;
    private long remaining;

    private long rows;
    private long skippedByRange;
    private long skippedByZoneMap;
    private long skippedByIndex;
    private long rowsRead;
    private long returned;

    public RangeScan(BlockReader reader, ScanRequest request) {
        this.reader = reader;
        this.request = request;
        this.remaining = request.limit();
    }

    @Override
    public @Nullable ColumnBatch next() throws IOException {
        if (!started) {
            started = true;
            start();
        }
        while (remaining > 0 && nextBlock < reader.blockCount()) {
            ColumnBatch batch = scanBlock(nextBlock++);
            if (batch != null) {
                return batch;
            }
        }
        return null;
    }

    @Override
    public ScanStatistics statistics() {
        return new ScanStatistics(
                rows, skippedByRange, skippedByZoneMap, skippedByIndex, rowsRead, returned, reader.bytesRead());
    }

    @Override
    public void close() {
        reader.close();
    }

    private void start() throws IOException {
        if (remaining <= 0) {
            return;
        }
        for (ColumnPredicate predicate : request.predicates()) {
            RowFilter filter = RowFilter.of(predicate);
            Match match = test(filter, reader.rangeZone(filter.name()));
            if (match == Match.NONE) {
                skipRange();
                return;
            }
            if (match == Match.SOME) {
                filters.add(filter);
            }
        }
        findIndexedRows();
    }

    private void skipRange() {
        rows = reader.rowCount();
        skippedByRange = reader.rowCount();
        nextBlock = reader.blockCount();
    }

    private void findIndexedRows() throws IOException {
        int maxRows = reader.rowCount() / INDEX_SELECTIVITY;
        for (ColumnPredicate predicate : request.predicates()) {
            int[] found = reader.indexedRows(predicate, maxRows);
            if (found != null && (indexed == null || found.length < indexed.length)) {
                indexed = found;
            }
        }
    }

    private Match test(RowFilter filter, @Nullable ZoneMap zone) {
        OptionalInt position = reader.schema().position(filter.name());
        if (position.isEmpty()) {
            return filter.passNulls(1) == 1 ? Match.ALL : Match.NONE;
        }
        ColumnType held = reader.schema().column(position.getAsInt()).type();
        return zone == null ? Match.SOME : filter.test(zone, held);
    }

    private @Nullable ColumnBatch scanBlock(int block) throws IOException {
        int blockRows = reader.rowCount(block);
        rows += blockRows;
        int from = narrowByOffset(block, blockRows, true);
        int to = Math.max(from, narrowByOffset(block, blockRows, false));
        skippedByRange += blockRows - (to - from);
        if (from == to) {
            return null;
        }
        List<RowFilter> active = new ArrayList<>(filters.size());
        for (RowFilter filter : filters) {
            Match match = isOffsetInterval(filter) ? Match.ALL : test(filter, reader.blockZone(block, filter.name()));
            if (match == Match.NONE) {
                skippedByZoneMap += to - from;
                return null;
            }
            if (match == Match.SOME) {
                active.add(filter);
            }
        }
        int count = gatherCandidates(reader.firstRow(block), from, to);
        if (count == 0) {
            return null;
        }
        reader.openBlock(block);
        int selected = select(active, count);
        return selected == 0 ? null : batch(blockRows, selected);
    }

    private static boolean isOffsetInterval(RowFilter filter) {
        return filter.name().equals(SystemColumns.OFFSET)
                && filter instanceof OrderedFilter ordered
                && ordered.isInterval();
    }

    /** The first row of the block that offsets leave, or the one after the last. */
    private int narrowByOffset(int block, int blockRows, boolean first) {
        long blockOffset = reader.firstOffset() + reader.firstRow(block);
        long bound = first ? 0 : blockRows;
        for (RowFilter filter : filters) {
            if (filter.name().equals(SystemColumns.OFFSET) && filter instanceof OrderedFilter ordered) {
                if (first) {
                    bound = Math.max(bound, Math.max(ordered.low(), blockOffset) - blockOffset);
                } else {
                    bound = Math.min(bound, Math.min(ordered.high(), blockOffset + blockRows - 1) - blockOffset + 1);
                }
            }
        }
        return (int) Math.clamp(bound, 0, blockRows);
    }

    /** The rows of the block in [from, to) that the index names, or all of them; returns how many. */
    private int gatherCandidates(int firstRow, int from, int to) {
        candidates = candidates.length < to - from ? new int[to - from] : candidates;
        int[] named = indexed;
        if (named == null) {
            for (int row = from; row < to; row++) {
                candidates[row - from] = row;
            }
            return to - from;
        }
        int count = 0;
        int place = Arrays.binarySearch(named, firstRow + from);
        for (int i = place < 0 ? -place - 1 : place; i < named.length && named[i] < firstRow + to; i++) {
            candidates[count++] = named[i] - firstRow;
        }
        skippedByIndex += to - from - count;
        return count;
    }

    /** Puts the candidates that pass into {@link #selection}; returns how many. */
    private int select(List<RowFilter> active, int candidateCount) throws IOException {
        int count = narrowById(active, candidateCount);
        selection = selection.length < count ? new int[count] : selection;
        active.sort(Comparator.comparingDouble(RowFilter::rank));
        byte[] hidden = reader.hiddenRows();
        int selected = 0;
        int next = 0;
        while (next < count && selected < remaining) {
            int stepRows = Math.min(STEP_ROWS, count - next);
            System.arraycopy(candidates, next, step, 0, stepRows);
            next += stepRows;
            int passed = hidden == null ? stepRows : RowFilter.withBit(hidden, false, step, stepRows);
            for (int i = 0; i < active.size() && passed > 0; i++) {
                RowFilter filter = active.get(i);
                passed = filter.filter(reader.column(filter.name()), step, passed);
            }
            passed = (int) Math.min(passed, remaining - selected);
            System.arraycopy(step, 0, selection, selected, passed);
            selected += passed;
        }
        rowsRead += next;
        rows -= count - next;
        returned += selected;
        remaining -= selected;
        return selected;
    }

    /** Ids ascend: what lies outside of a filter's bounds is cut off, and a filter that is no more than its bounds is done. */
    private int narrowById(List<RowFilter> active, int candidateCount) throws IOException {
        int count = candidateCount;
        for (int i = active.size() - 1; i >= 0; i--) {
            if (active.get(i).name().equals(SystemColumns.ID)
                    && active.get(i) instanceof BytesFilter filter
                    && reader.column(SystemColumns.ID) instanceof IdColumn ids) {
                count = cutByBounds(Memory.array(ids.values()), filter.bounds(), count);
                if (filter.isInterval()) {
                    active.remove(i);
                }
            }
        }
        skippedByRange += candidateCount - count;
        return count;
    }

    private int cutByBounds(byte[] ids, Interval bounds, int count) {
        int from = firstCandidate(ids, bounds, count, true);
        int to = Math.max(from, firstCandidate(ids, bounds, count, false));
        System.arraycopy(candidates, from, candidates, 0, to - from);
        return to - from;
    }

    /** The first candidate above the low bound, or the first no longer below the high bound. */
    private int firstCandidate(byte[] ids, Interval bounds, int count, boolean aboveLow) {
        int from = 0;
        int to = count;
        while (from < to) {
            int middle = from + to >>> 1;
            int start = candidates[middle] * IdColumn.BYTES;
            int end = start + IdColumn.BYTES;
            if (aboveLow ? !bounds.aboveLow(ids, start, end) : bounds.belowHigh(ids, start, end)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private ColumnBatch batch(int blockRows, int selected) throws IOException {
        List<Column> columns = new ArrayList<>(request.columns().size());
        for (ColumnSchema wanted : request.columns()) {
            Column held = reader.column(wanted.name());
            columns.add(
                    held == null
                            ? ColumnBuilder.of(wanted.type()).snapshot(blockRows)
                            : Conversion.convert(held, wanted.type()));
        }
        return new ColumnBatch(columns, blockRows, selected == blockRows ? null : selection, selected);
    }
}
