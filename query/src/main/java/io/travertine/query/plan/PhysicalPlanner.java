package io.travertine.query.plan;

import io.travertine.engine.DatabaseSnapshot;
import io.travertine.query.expression.Cast;
import io.travertine.query.expression.EvaluationException;
import io.travertine.query.expression.Expression;
import io.travertine.query.expression.InputColumn;
import io.travertine.query.operator.ExecutionContext;
import io.travertine.query.operator.FilterOperator;
import io.travertine.query.operator.LimitOperator;
import io.travertine.query.operator.Operator;
import io.travertine.query.operator.ProjectOperator;
import io.travertine.query.operator.SortKey;
import io.travertine.query.operator.SortOperator;
import io.travertine.query.operator.UnionOperator;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Turns a plan into operators over one snapshot; one method for each kind of node, the larger ones in classes of their own. */
public final class PhysicalPlanner {
    static final long ALL = Long.MAX_VALUE;

    private final ExecutionContext context;
    private final RexBuilder builder;
    private final ExpressionCompiler compiler;
    private final ScanPlanner scans;
    private final AggregatePlanner aggregates;
    private final JoinPlanner joins;

    public PhysicalPlanner(Plan plan, DatabaseSnapshot snapshot, Bindings bindings, ExecutionContext context) {
        this.context = context;
        this.builder = plan.relation().getCluster().getRexBuilder();
        this.compiler = new ExpressionCompiler(builder, bindings);
        this.scans = new ScanPlanner(this, snapshot);
        this.aggregates = new AggregatePlanner(this);
        this.joins = new JoinPlanner(this);
    }

    /** The whole plan. */
    public Operator build(Plan plan) {
        return cast(
                build(plan.relation()),
                plan.columns().stream().map(ColumnSchema::type).toList());
    }

    Operator build(RelNode relation) {
        return build(relation, ALL);
    }

    /** @param limit how many rows are enough */
    Operator build(RelNode relation, long limit) {
        Operator scan = scans.tryBuild(relation, limit);
        if (scan != null) {
            return scan;
        }
        return switch (relation) {
            case Project project -> project(project, limit);
            case Filter filter -> filter(filter);
            case Aggregate aggregate -> aggregates.build(aggregate);
            case Join join -> joins.build(join);
            case Sort sort -> sort(sort, limit);
            case Union union -> union(union, limit);
            case Values values -> LiteralRows.build(context, values);
            default -> throw unsupported(relation);
        };
    }

    ExecutionContext context() {
        return context;
    }

    ExpressionCompiler compiler() {
        return compiler;
    }

    RexBuilder builder() {
        return builder;
    }

    ScanPlanner scans() {
        return scans;
    }

    String text(RexNode node, List<String> fields) {
        return ExpressionText.of(builder, node, fields);
    }

    /** The operator's columns in these types. */
    Operator cast(Operator input, List<ColumnType> types) {
        if (input.types().equals(types)) {
            return input;
        }
        List<Expression> casts = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            casts.add(Cast.of(types.get(i), new InputColumn(input.types().get(i), i)));
        }
        return new ProjectOperator(context, input, casts, "Cast");
    }

    static List<ColumnType> types(RelNode relation) {
        return relation.getRowType().getFieldList().stream()
                .map(field -> SqlTypes.of(field.getType()))
                .toList();
    }

    static String names(RelNode relation) {
        return String.join(", ", relation.getRowType().getFieldNames());
    }

    private Operator project(Project project, long limit) {
        RelNode input = project.getInput();
        return project(
                build(input, limit), project.getProjects(), input.getRowType().getFieldNames());
    }

    Operator project(Operator input, List<RexNode> nodes, List<String> fields) {
        List<Expression> expressions = compiler.compileAll(nodes);
        String text = nodes.stream().map(node -> text(node, fields)).collect(Collectors.joining(", "));
        return new ProjectOperator(context, input, expressions, "Project " + text);
    }

    private Operator filter(Filter filter) {
        RelNode input = filter.getInput();
        return filter(
                build(input),
                RelOptUtil.conjunctions(filter.getCondition()),
                input.getRowType().getFieldNames());
    }

    Operator filter(Operator input, List<RexNode> conditions, List<String> fields) {
        String text = conditions.stream().map(node -> text(node, fields)).collect(Collectors.joining(" and "));
        return new FilterOperator(context, input, compiler.compileAll(conditions), "Filter " + text);
    }

    private Operator sort(Sort sort, long limit) {
        long offset = count(sort.offset, 0, "OFFSET");
        long fetch = Math.min(limit, count(sort.fetch, ALL, "LIMIT"));
        List<RelFieldCollation> collations = sort.getCollation().getFieldCollations();
        if (collations.isEmpty()) {
            long enough = fetch > ALL - offset ? ALL : fetch + offset;
            return new LimitOperator(context, build(sort.getInput(), enough), offset, fetch);
        }
        List<String> fields = sort.getInput().getRowType().getFieldNames();
        List<SortKey> keys = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (RelFieldCollation collation : collations) {
            boolean descending = collation.getDirection().isDescending();
            boolean nullsFirst = collation.nullDirection == RelFieldCollation.NullDirection.FIRST;
            keys.add(new SortKey(collation.getFieldIndex(), descending, nullsFirst));
            texts.add(fields.get(collation.getFieldIndex())
                    + (descending ? " desc" : "")
                    + (nullsFirst ? " nulls first" : ""));
        }
        String description = (fetch == ALL ? "Sort " : "TopN " + fetch + " by ")
                + String.join(", ", texts)
                + (offset == 0 ? "" : " offset " + offset);
        return new SortOperator(context, build(sort.getInput()), keys, offset, fetch, description);
    }

    private long count(@Nullable RexNode node, long absent, String clause) {
        if (node == null) {
            return absent;
        }
        Object value = ExpressionCompiler.constantValue(compiler.compile(node, ColumnType.INT64));
        if (value == null) {
            return absent;
        }
        if ((Long) value < 0) {
            throw new EvaluationException("2201W", clause + " must not be negative, and is " + value);
        }
        return (Long) value;
    }

    private Operator union(Union union, long limit) {
        List<ColumnType> types = types(union);
        List<Operator> inputs = new ArrayList<>();
        for (RelNode input : union.getInputs()) {
            inputs.add(cast(build(input, union.all ? limit : ALL), types));
        }
        Operator all = new UnionOperator(context, types, inputs);
        return union.all ? all : aggregates.distinct(all);
    }

    private static EvaluationException unsupported(RelNode relation) {
        String name = relation.getRelTypeName().replace("Logical", "");
        return new EvaluationException(
                "0A000",
                switch (name) {
                    case "Correlate" ->
                        "this subquery depends on the outer query in a way that is not supported: write it as a join";
                    case "Intersect" -> "INTERSECT ALL is not supported: use INTERSECT, or IN";
                    case "Minus" -> "EXCEPT ALL is not supported: use EXCEPT, or NOT IN";
                    case "Sample" -> "TABLESAMPLE is not supported";
                    case "RepeatUnion" -> "WITH RECURSIVE is not supported";
                    default -> name + " is not supported";
                });
    }
}
