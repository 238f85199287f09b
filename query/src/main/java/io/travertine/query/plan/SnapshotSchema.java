package io.travertine.query.plan;

import io.travertine.engine.DatabaseSnapshot;
import io.travertine.engine.TableSnapshot;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** The tables of a snapshot, as Calcite asks for them. Remembers which ones a query used. */
final class SnapshotSchema extends AbstractSchema {
    private final DatabaseSnapshot snapshot;
    private final Map<String, Plan.Columns> used = new LinkedHashMap<>();

    SnapshotSchema(DatabaseSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The tables looked up so far. */
    Map<String, Plan.Columns> used() {
        return used;
    }

    @Override
    public Lookup<Table> tables() {
        return new TableLookup();
    }

    private @Nullable Table open(@Nullable String name) {
        try {
            TableSnapshot table = name == null ? null : snapshot.table(name);
            if (table == null) {
                return null;
            }
            used.put(table.name(), Plan.Columns.of(table));
            return new SnapshotTable(table.name(), table.schema(), table.defaults(), table.rowCount());
        } catch (IOException failure) {
            throw new UncheckedIOException("table '" + name + "' cannot be read: " + failure.getMessage(), failure);
        }
    }

    private final class TableLookup implements Lookup<Table> {
        @Override
        public @Nullable Table get(String name) {
            return snapshot.tableNames().contains(name) ? open(name) : null;
        }

        @Override
        public @Nullable Named<Table> getIgnoreCase(String name) {
            String resolved = Names.resolve(name, snapshot.tableNames());
            Table table = open(resolved);
            return resolved == null || table == null ? null : new Named<>(resolved, table);
        }

        @Override
        public Set<String> getNames(LikePattern pattern) {
            return new TreeSet<>(snapshot.tableNames());
        }
    }

    /** What the planner knows of a table. A column that has a default is what a scan gives, or the default where that is null. */
    static final class SnapshotTable extends AbstractTable implements TranslatableTable {
        private final String name;
        private final TableSchema schema;
        private final Map<String, Object> defaults;
        private final double rowCount;

        private SnapshotTable(String name, TableSchema schema, Map<String, Object> defaults, double rowCount) {
            this.name = name;
            this.schema = schema;
            this.defaults = defaults;
            this.rowCount = rowCount;
        }

        String name() {
            return name;
        }

        TableSchema schema() {
            return schema;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            RelDataTypeFactory.Builder row = factory.builder();
            for (ColumnSchema column : schema.columns()) {
                row.add(column.name(), SqlTypes.of(column.type(), factory));
            }
            return row.build();
        }

        @Override
        public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
            RelNode scan = LogicalTableScan.create(context.getCluster(), table, context.getTableHints());
            if (defaults.isEmpty()) {
                return scan;
            }
            RexBuilder builder = context.getCluster().getRexBuilder();
            List<RexNode> columns = new ArrayList<>();
            for (RelDataTypeField field : scan.getRowType().getFieldList()) {
                RexNode column = builder.makeInputRef(scan, field.getIndex());
                Object otherwise = defaults.get(field.getName());
                columns.add(otherwise == null ? column : orElse(column, otherwise, builder));
            }
            return LogicalProject.create(
                    scan, List.of(), columns, scan.getRowType().getFieldNames(), Set.of());
        }

        private static RexNode orElse(RexNode column, Object otherwise, RexBuilder builder) {
            RexNode literal = switch (otherwise) {
                case Boolean truth -> builder.makeLiteral(truth);
                case Long number -> builder.makeBigintLiteral(BigDecimal.valueOf(number));
                case BigDecimal number -> builder.makeApproxLiteral(number);
                default -> builder.makeLiteral(otherwise.toString());
            };
            RexNode there = builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, column);
            RexNode value = builder.makeCast(column.getType(), literal);
            return builder.makeCall(column.getType(), SqlStdOperatorTable.CASE, List.of(there, column, value));
        }

        @Override
        public Statistic getStatistic() {
            return Statistics.of(rowCount, List.of());
        }
    }
}
