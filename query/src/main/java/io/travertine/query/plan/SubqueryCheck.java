package io.travertine.query.plan;

import io.travertine.query.expression.EvaluationException;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/**
 * Refuses the subqueries that Calcite's rules turn into joins with another answer:
 *
 * <ul>
 *   <li>{@code x <> ANY (...)} and {@code x = ALL (...)}, whose rule finds its own columns by the names c, d and m, and takes those of
 *       the outer query for them;
 *   <li>{@code (a, b) IN (...)} where unknown is not the same as false, which is anywhere but among the conditions of a WHERE: its
 *       rule takes every null in the subquery for a match of everything, and repeats rows.
 * </ul>
 */
final class SubqueryCheck extends RelHomogeneousShuttle {
    private SubqueryCheck() {}

    static void check(RelNode relation) {
        relation.accept(new SubqueryCheck());
    }

    @Override
    public RelNode visit(RelNode relation) {
        List<RexNode> conditions =
                relation instanceof Filter filter ? RelOptUtil.conjunctions(filter.getCondition()) : List.of();
        relation.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subquery) {
                check(subquery, conditions.contains(subquery));
                SubqueryCheck.check(subquery.rel);
                return super.visitSubQuery(subquery);
            }
        });
        return super.visit(relation);
    }

    private static void check(RexSubQuery subquery, boolean isCondition) {
        if (subquery.getOperator() instanceof SqlQuantifyOperator quantified
                && quantified.comparisonKind == SqlKind.NOT_EQUALS) {
            throw new EvaluationException("0A000", "<> ANY and = ALL are not supported: use EXISTS or NOT EXISTS");
        }
        if (subquery.getKind() == SqlKind.IN && subquery.getOperands().size() > 1 && !isCondition) {
            throw new EvaluationException(
                    "0A000",
                    "IN of several columns is supported as a condition of WHERE only: use EXISTS or NOT EXISTS");
        }
    }
}
