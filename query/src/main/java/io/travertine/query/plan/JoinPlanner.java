package io.travertine.query.plan;

import io.travertine.query.expression.Conjunction;
import io.travertine.query.expression.Expression;
import io.travertine.query.operator.JoinOperator;
import io.travertine.query.operator.JoinShape;
import io.travertine.query.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;

/** Joins: equalities of columns become keys, the rest a condition; the side that seems smaller is kept in memory. */
final class JoinPlanner {
    private final PhysicalPlanner planner;

    JoinPlanner(PhysicalPlanner planner) {
        this.planner = planner;
    }

    Operator build(Join join) {
        JoinRelType kind = join.getJoinType();
        if (!kind.projectsRight()) {
            throw ExpressionCompiler.unsupported(kind + " join");
        }
        List<Integer> leftKeys = new ArrayList<>();
        List<Integer> rightKeys = new ArrayList<>();
        RexNode rest = split(join, leftKeys, rightKeys);
        List<String> fields = join.getRowType().getFieldNames();
        boolean buildLeft = estimate(join.getLeft()) < estimate(join.getRight());
        JoinShape shape = new JoinShape(
                leftKeys.stream().mapToInt(Integer::intValue).toArray(),
                rightKeys.stream().mapToInt(Integer::intValue).toArray(),
                rest.isAlwaysTrue() ? null : condition(rest),
                kind.generatesNullsOnRight(),
                kind.generatesNullsOnLeft(),
                buildLeft);
        return new JoinOperator(
                planner.context(),
                planner.build(join.getLeft()),
                planner.build(join.getRight()),
                shape,
                describe(join, shape, rest, fields));
    }

    private Expression condition(RexNode rest) {
        List<RexNode> conjuncts = RelOptUtil.conjunctions(rest);
        return conjuncts.size() == 1
                ? planner.compiler().compile(rest)
                : Conjunction.and(planner.compiler().compileAll(conjuncts));
    }

    /** Finds the pairs of columns that must be equal; what it returns must hold beyond that. */
    private RexNode split(Join join, List<Integer> leftKeys, List<Integer> rightKeys) {
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        List<Boolean> dropsNulls = new ArrayList<>();
        RexNode rest = RelOptUtil.splitJoinCondition(
                join.getLeft(), join.getRight(), join.getCondition(), left, right, dropsNulls);
        var leftTypes = PhysicalPlanner.types(join.getLeft());
        var rightTypes = PhysicalPlanner.types(join.getRight());
        for (int i = 0; i < left.size(); i++) {
            boolean sameType = leftTypes.get(left.get(i)) == rightTypes.get(right.get(i));
            if (!dropsNulls.get(i) || !sameType) {
                leftKeys.clear();
                rightKeys.clear();
                return join.getCondition();
            }
            leftKeys.add(left.get(i));
            rightKeys.add(right.get(i));
        }
        return rest;
    }

    /** About how many rows; only to choose a side. */
    private double estimate(RelNode relation) {
        return switch (relation) {
            case TableScan scan -> planner.scans().table(scan).rowCount();
            case Values values -> values.getTuples().size();
            case Filter filter -> estimate(filter.getInput()) * 0.2;
            case Aggregate aggregate -> aggregate.getGroupSet().isEmpty() ? 1 : estimate(aggregate.getInput()) * 0.1;
            case Join join -> Math.max(estimate(join.getLeft()), estimate(join.getRight()));
            case Sort sort when sort.fetch != null -> Math.min(1000, estimate(sort.getInput()));
            default -> relation.getInputs().stream().mapToDouble(this::estimate).sum();
        };
    }

    private String describe(Join join, JoinShape shape, RexNode rest, List<String> fields) {
        int leftCount = join.getLeft().getRowType().getFieldCount();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < shape.leftKeys().length; i++) {
            conditions.add(fields.get(shape.leftKeys()[i]) + " = " + fields.get(leftCount + shape.rightKeys()[i]));
        }
        if (!rest.isAlwaysTrue()) {
            conditions.add(planner.text(rest, fields));
        }
        String name = shape.leftKeys().length > 0 ? "HashJoin " : "NestedLoopJoin ";
        return name
                + join.getJoinType().name().toLowerCase(Locale.ROOT)
                + (conditions.isEmpty() ? "" : " on " + String.join(" and ", conditions))
                + (shape.buildLeft() ? ", first input in memory" : ", second input in memory");
    }
}
