package io.travertine.engine.table;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.Predicate.Operator;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.ScanStatistics;
import io.travertine.engine.TableSnapshot;
import io.travertine.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One table of a snapshot: the rows of its partitions, each range once. */
final class TableView implements TableSnapshot {
    private final String name;
    private final TableSchema schema;
    private final Map<String, String> formerNames;
    private final Map<String, Object> defaults;
    private final List<String> indexedColumns;
    private final List<PartitionTable.Rows> partitions;

    TableView(
            String name,
            TableSchema schema,
            Map<String, String> formerNames,
            Map<String, Object> defaults,
            List<String> indexedColumns,
            List<PartitionTable.Rows> partitions) {
        this.name = name;
        this.schema = schema;
        this.formerNames = formerNames;
        this.defaults = defaults;
        this.indexedColumns = indexedColumns;
        this.partitions = partitions;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public Map<String, Object> defaults() {
        return defaults;
    }

    @Override
    public long rowCount() {
        return partitions.stream().mapToLong(TableView::rows).sum();
    }

    @Override
    public boolean hasHiddenRows() {
        return partitions.stream().flatMap(rows -> rows.ranges().stream()).anyMatch(ColumnRange::hasHiddenRows);
    }

    @Override
    public List<String> indexedColumns() {
        return indexedColumns;
    }

    @Override
    public BatchSource scan(ScanRequest request) {
        Chosen chosen = choose(request);
        return new ChainedSource(chosen.ranges, request, chosen.skipped);
    }

    private record Chosen(List<ColumnRange> ranges, ScanStatistics skipped) {}

    /** The ranges of the partitions that the predicates on {@code _partition} leave. */
    private Chosen choose(ScanRequest request) {
        List<ColumnRange> ranges = new ArrayList<>();
        long skipped = 0;
        for (PartitionTable.Rows rows : partitions) {
            if (request.predicates().stream()
                    .allMatch(predicate -> mayHold(predicate, rows.partition().index()))) {
                rows.ranges().forEach(range -> ranges.add(RenamedRange.of(range, formerNames)));
            } else {
                skipped += rows(rows);
            }
        }
        return new Chosen(ranges, new ScanStatistics(skipped, skipped, 0, 0, 0, 0, 0));
    }

    private static boolean mayHold(ColumnPredicate predicate, long partition) {
        return !(predicate.predicate() instanceof Predicate.Comparison comparison
                && comparison.column().equals("_partition")
                && comparison.operator() == Operator.EQUAL
                && comparison.constant() instanceof Long wanted
                && wanted != partition);
    }

    private static long rows(PartitionTable.Rows rows) {
        return rows.ranges().stream().mapToLong(ColumnRange::rowCount).sum();
    }
}
