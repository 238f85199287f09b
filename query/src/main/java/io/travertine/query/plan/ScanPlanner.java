package io.travertine.query.plan;

import io.travertine.columnar.Predicate;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.engine.DatabaseSnapshot;
import io.travertine.engine.TableSnapshot;
import io.travertine.query.operator.Operator;
import io.travertine.query.operator.ScanOperator;
import io.travertine.schema.ColumnSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes one scan of a project over a filter over a table, each but the table optional: the scan reads only the columns that
 * are used above it, evaluates the conditions it can, and stops at the limit when nothing above it drops rows.
 */
final class ScanPlanner {
    private final PhysicalPlanner planner;
    private final DatabaseSnapshot snapshot;

    ScanPlanner(PhysicalPlanner planner, DatabaseSnapshot snapshot) {
        this.planner = planner;
        this.snapshot = snapshot;
    }

    /** Null when the relation has another shape. */
    @Nullable Operator tryBuild(RelNode relation, long limit) {
        Project project = relation instanceof Project top ? top : null;
        RelNode below = project == null ? relation : project.getInput();
        Filter filter = below instanceof Filter middle ? middle : null;
        RelNode bottom = filter == null ? below : filter.getInput();
        return bottom instanceof TableScan scan ? build(project, filter, scan, limit) : null;
    }

    /** The table of a scan, in the snapshot. */
    TableSnapshot table(TableScan scan) {
        String name = scan.getTable().getQualifiedName().getLast();
        try {
            TableSnapshot table = snapshot.table(name);
            if (table == null) {
                throw new IllegalStateException("table '" + name + "' was planned but is not in the snapshot");
            }
            return table;
        } catch (IOException failure) {
            throw new UncheckedIOException("table '" + name + "' cannot be read: " + failure.getMessage(), failure);
        }
    }

    private Operator build(@Nullable Project project, @Nullable Filter filter, TableScan scan, long limit) {
        TableSnapshot table = table(scan);
        PredicatePushdown pushdown = new PredicatePushdown(planner.builder(), planner.compiler(), table.schema());
        if (filter != null) {
            pushdown.split(filter.getCondition());
        }
        ImmutableBitSet used = used(project, pushdown.rest(), table);
        List<ColumnSchema> columns = new ArrayList<>();
        used.forEachInt(position -> columns.add(table.schema().column(position)));
        long scanLimit = pushdown.rest().isEmpty() ? limit : PhysicalPlanner.ALL;
        ScanRequest request = new ScanRequest(columns, pushdown.pushed(), scanLimit);
        Operator operator = new ScanOperator(planner.context(), table, request, describe(table, request));

        List<String> fields = columns.stream().map(ColumnSchema::name).toList();
        if (!pushdown.rest().isEmpty()) {
            operator = planner.filter(operator, moved(pushdown.rest(), used), fields);
        }
        return project == null ? operator : planner.project(operator, moved(project.getProjects(), used), fields);
    }

    private static ImmutableBitSet used(@Nullable Project project, List<RexNode> rest, TableSnapshot table) {
        if (project == null) {
            return ImmutableBitSet.range(table.schema().columns().size());
        }
        List<RexNode> nodes = new ArrayList<>(project.getProjects());
        nodes.addAll(rest);
        return RelOptUtil.InputFinder.bits(nodes, null);
    }

    /** The nodes with references to the table's columns turned into references to the scan's. */
    private static List<RexNode> moved(List<RexNode> nodes, ImmutableBitSet used) {
        RexShuttle shuttle = new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef input) {
                return new RexInputRef(used.indexOf(input.getIndex()), input.getType());
            }
        };
        return shuttle.apply(nodes);
    }

    private static String describe(TableSnapshot table, ScanRequest request) {
        StringBuilder text = new StringBuilder("Scan ").append(table.name());
        text.append(" columns [")
                .append(request.columns().stream().map(ColumnSchema::name).collect(Collectors.joining(", ")))
                .append(']');
        if (!request.predicates().isEmpty()) {
            text.append(" where ")
                    .append(request.predicates().stream()
                            .map(ExpressionText::of)
                            .collect(Collectors.joining(" and ")));
        }
        if (request.limit() != PhysicalPlanner.ALL) {
            text.append(" limit ").append(request.limit());
        }
        String candidates = request.predicates().stream()
                .filter(predicate -> isIndexable(predicate.predicate()))
                .map(ColumnPredicate::column)
                .map(ColumnSchema::name)
                .filter(table.indexedColumns()::contains)
                .distinct()
                .collect(Collectors.joining(", "));
        return candidates.isEmpty()
                ? text.toString()
                : text.append(" index ").append(candidates).toString();
    }

    /** Whether a condition names values that an index can look up. */
    private static boolean isIndexable(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Comparison comparison -> comparison.operator() != Predicate.Operator.NOT_EQUAL;
            case Predicate.In in -> true;
            case Predicate.IsNull isNull -> false;
            case Predicate.Like like -> false;
        };
    }
}
