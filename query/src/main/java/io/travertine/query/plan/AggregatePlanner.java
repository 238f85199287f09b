package io.travertine.query.plan;

import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Cast;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Constant;
import io.travertine.query.expression.Expression;
import io.travertine.query.expression.InputColumn;
import io.travertine.query.operator.Aggregate.Function;
import io.travertine.query.operator.AggregateOperator;
import io.travertine.query.operator.Operator;
import io.travertine.query.operator.ProjectOperator;
import io.travertine.query.operator.ValuesOperator;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;

/** GROUP BY and DISTINCT. */
final class AggregatePlanner {
    private final PhysicalPlanner planner;

    AggregatePlanner(PhysicalPlanner planner) {
        this.planner = planner;
    }

    Operator build(Aggregate aggregate) {
        if (aggregate.getGroupSets().size() > 1) {
            throw ExpressionCompiler.unsupported("GROUPING SETS, ROLLUP or CUBE", "use UNION ALL");
        }
        if (isPlainCount(aggregate)) {
            return countFromStatistics(aggregate);
        }
        Operator input = planner.build(aggregate.getInput());
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < input.types().size(); i++) {
            columns.add(new InputColumn(input.types().get(i), i));
        }
        List<io.travertine.query.operator.Aggregate> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(call(call, columns));
        }
        if (columns.size() > input.types().size()) {
            input = new ProjectOperator(planner.context(), input, columns, "Project arguments as DOUBLE");
        }
        List<Integer> keys = aggregate.getGroupSet().asList();
        return planner.cast(
                new AggregateOperator(planner.context(), input, keys, calls, describe(aggregate)),
                PhysicalPlanner.types(aggregate));
    }

    Operator distinct(Operator input) {
        List<Integer> keys = IntStream.range(0, input.types().size()).boxed().toList();
        return new AggregateOperator(planner.context(), input, keys, List.of(), "Distinct");
    }

    /** count(*) over a whole table that knows how many rows it has. */
    private boolean isPlainCount(Aggregate aggregate) {
        RelNode input = aggregate.getInput() instanceof Project project ? project.getInput() : aggregate.getInput();
        return input instanceof TableScan scan
                && !planner.scans().table(scan).hasHiddenRows()
                && aggregate.getGroupSet().isEmpty()
                && !aggregate.getAggCallList().isEmpty()
                && aggregate.getAggCallList().stream()
                        .allMatch(call -> call.getAggregation().getKind() == SqlKind.COUNT
                                && call.getArgList().isEmpty()
                                && call.filterArg < 0);
    }

    private Operator countFromStatistics(Aggregate aggregate) {
        RelNode input = aggregate.getInput() instanceof Project project ? project.getInput() : aggregate.getInput();
        var table = planner.scans().table((TableScan) input);
        int count = aggregate.getAggCallList().size();
        var column = Columns.longs(ColumnType.INT64, new long[] {table.rowCount()}, 1, null);
        return new ValuesOperator(
                planner.context(),
                java.util.Collections.nCopies(count, ColumnType.INT64),
                new ColumnBatch(java.util.Collections.nCopies(count, column), 1),
                "RowCount " + table.name());
    }

    /** @param columns of the input, to which casts of arguments may be added */
    private static io.travertine.query.operator.Aggregate call(AggregateCall call, List<Expression> columns) {
        Function function = function(call);
        List<Integer> arguments = new ArrayList<>(call.getArgList());
        if (function == Function.COUNT && arguments.size() > 1) {
            throw ExpressionCompiler.unsupported("count of several columns", "count one, or group by them");
        }
        if (!call.collation.getFieldCollations().isEmpty() || call.ignoreNulls()) {
            throw ExpressionCompiler.unsupported("ORDER BY or IGNORE NULLS inside an aggregate function");
        }
        boolean asDouble = switch (function) {
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> true;
            default -> false;
        };
        if (asDouble) {
            columns.add(Cast.of(ColumnType.FLOAT64, columns.get(arguments.getFirst())));
            arguments = List.of(columns.size() - 1);
        }
        Constant literal = function == Function.LITERAL ? Literals.compile((RexLiteral) call.rexList.getFirst()) : null;
        return new io.travertine.query.operator.Aggregate(
                function, arguments, call.isDistinct(), call.filterArg, literal);
    }

    private static Function function(AggregateCall call) {
        return switch (call.getAggregation().getKind()) {
            case COUNT -> Function.COUNT;
            case SUM -> Function.SUM;
            case SUM0 -> Function.SUM_OR_ZERO;
            case AVG -> Function.AVG;
            case MIN -> Function.MIN;
            case MAX -> Function.MAX;
            case ARG_MIN -> Function.ARG_MIN;
            case ARG_MAX -> Function.ARG_MAX;
            case ANY_VALUE -> Function.ANY_VALUE;
            case SINGLE_VALUE -> Function.SINGLE_VALUE;
            case LITERAL_AGG -> Function.LITERAL;
            case VAR_POP -> Function.VAR_POP;
            case VAR_SAMP -> Function.VAR_SAMP;
            case STDDEV_POP -> Function.STDDEV_POP;
            case STDDEV_SAMP -> Function.STDDEV_SAMP;
            default -> byName(call);
        };
    }

    private static Function byName(AggregateCall call) {
        return switch (call.getAggregation().getName()) {
            case "BOOL_AND", "EVERY" -> Function.MIN;
            case "BOOL_OR", "SOME" -> Function.MAX;
            default ->
                throw ExpressionCompiler.unsupported(
                        "aggregate function " + call.getAggregation().getName().toLowerCase(java.util.Locale.ROOT));
        };
    }

    private static String describe(Aggregate aggregate) {
        List<String> fields = aggregate.getInput().getRowType().getFieldNames();
        List<String> keys =
                aggregate.getGroupSet().asList().stream().map(fields::get).toList();
        List<String> calls = aggregate.getAggCallList().stream()
                .map(call -> call.getAggregation().getName().toLowerCase(java.util.Locale.ROOT) + "("
                        + (call.isDistinct() ? "distinct " : "")
                        + String.join(
                                ", ",
                                call.getArgList().stream().map(fields::get).toList())
                        + ")")
                .toList();
        String text = "Aggregate" + (calls.isEmpty() ? "" : " " + String.join(", ", calls));
        return keys.isEmpty() ? text : text + " by " + String.join(", ", keys);
    }
}
