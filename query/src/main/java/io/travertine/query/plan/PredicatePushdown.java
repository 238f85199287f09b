package io.travertine.query.plan;

import io.travertine.columnar.Predicate;
import io.travertine.columnar.Predicate.Operator;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.query.expression.Constant;
import io.travertine.query.expression.Expression;
import io.travertine.query.expression.LikeMatcher;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Splits a condition over a table into what the scan evaluates exactly, and the rest. */
final class PredicatePushdown {
    private final RexBuilder builder;
    private final ExpressionCompiler compiler;
    private final TableSchema schema;
    private final List<ColumnPredicate> pushed = new ArrayList<>();
    private final List<RexNode> rest = new ArrayList<>();

    /** @param schema the columns to which the condition's input references point */
    PredicatePushdown(RexBuilder builder, ExpressionCompiler compiler, TableSchema schema) {
        this.builder = builder;
        this.compiler = compiler;
        this.schema = schema;
    }

    List<ColumnPredicate> pushed() {
        return pushed;
    }

    List<RexNode> rest() {
        return rest;
    }

    void split(RexNode condition) {
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            if (!push(conjunct)) {
                rest.add(conjunct);
            }
        }
    }

    private boolean push(RexNode conjunct) {
        return switch (conjunct.getKind()) {
            case INPUT_REF -> pushTruth(conjunct, true);
            case NOT -> pushTruth(operand(conjunct, 0), false) || pushLike(operand(conjunct, 0), true);
            case IS_NULL, IS_NOT_NULL -> pushNullTest(conjunct);
            case LIKE -> pushLike(conjunct, false);
            case SEARCH -> pushSearch((RexCall) conjunct);
            default -> pushComparison(conjunct);
        };
    }

    private boolean pushTruth(RexNode node, boolean truth) {
        ColumnSchema column = column(node);
        if (column == null || column.type() != ColumnType.BOOLEAN) {
            return false;
        }
        return add(column, new Predicate.Comparison(column.name(), Operator.EQUAL, truth));
    }

    private boolean pushNullTest(RexNode node) {
        ColumnSchema column = column(operand(node, 0));
        boolean negated = node.getKind() == SqlKind.IS_NOT_NULL;
        return column != null && add(column, new Predicate.IsNull(column.name(), negated));
    }

    private boolean pushComparison(RexNode node) {
        Operator operator = ExpressionCompiler.comparisonOperator(node.getKind());
        if (operator == null) {
            return false;
        }
        return pushComparison(operator, operand(node, 0), operand(node, 1))
                || pushComparison(mirrored(operator), operand(node, 1), operand(node, 0));
    }

    private boolean pushComparison(Operator operator, RexNode left, RexNode right) {
        ColumnSchema column = column(left);
        if (column == null || !isConstant(right)) {
            return false;
        }
        Expression expression = compiler.compile(right);
        Object constant = expression.type() == column.type() || bytes(column.type(), expression.type())
                ? ExpressionCompiler.constantValue(expression)
                : null;
        return constant != null && add(column, new Predicate.Comparison(column.name(), operator, constant));
    }

    private boolean pushLike(RexNode node, boolean negatedAround) {
        if (!(node instanceof RexCall like)
                || !(like.getOperator() instanceof SqlLikeOperator operator)
                || !operator.isCaseSensitive()
                || like.getKind() != SqlKind.LIKE) {
            return false;
        }
        ColumnSchema column = column(operand(like, 0));
        if (column == null || column.type() != ColumnType.STRING) {
            return false;
        }
        String pattern = text(operand(like, 1));
        String escape = like.getOperands().size() > 2 ? text(operand(like, 2)) : "";
        if (pattern == null || escape == null || escape.length() > 1) {
            return false;
        }
        // The scan takes patterns as they are: a wrong one is told here, as it is where nothing is pushed down.
        var _ = LikeMatcher.of(pattern, escape, false);
        char escapeCharacter = escape.isEmpty() ? 0 : escape.charAt(0);
        boolean negated = operator.isNegated() != negatedAround;
        return add(column, new Predicate.Like(column.name(), pattern, escapeCharacter, negated));
    }

    private boolean pushSearch(RexCall search) {
        ColumnSchema column = column(operand(search, 0));
        RexLiteral literal = (RexLiteral) operand(search, 1);
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        if (column == null || sarg == null || sarg.nullAs == RexUnknownAs.TRUE) {
            return false;
        }
        if (sarg.isPoints() && sarg.pointCount > 0) {
            List<Object> constants = new ArrayList<>();
            for (var range : sarg.rangeSet.asRanges()) {
                Constant constant = Literals.compile(
                        (RexLiteral) builder.makeLiteral(range.lowerEndpoint(), literal.getType(), true, false));
                if (constant.type() != column.type() && !bytes(column.type(), constant.type())) {
                    return false;
                }
                constants.add(java.util.Objects.requireNonNull(constant.value()));
            }
            return add(column, new Predicate.In(column.name(), constants));
        }
        List<RexNode> expanded = RelOptUtil.conjunctions(RexUtil.expandSearch(builder, null, search));
        boolean allComparisons =
                expanded.stream().allMatch(one -> ExpressionCompiler.comparisonOperator(one.getKind()) != null);
        if (allComparisons) {
            expanded.forEach(one -> {
                if (!pushComparison(one)) {
                    rest.add(one);
                }
            });
        }
        return allComparisons;
    }

    private @Nullable String text(RexNode node) {
        if (!isConstant(node)) {
            return null;
        }
        Object constant = ExpressionCompiler.constantValue(compiler.compile(node, ColumnType.STRING));
        return constant == null ? null : new String((byte[]) constant, StandardCharsets.UTF_8);
    }

    private boolean add(ColumnSchema column, Predicate predicate) {
        return pushed.add(new ColumnPredicate(column, predicate));
    }

    /** The column that a node is; a cast to the type it has anyway does not count. */
    private @Nullable ColumnSchema column(RexNode node) {
        if (node instanceof RexInputRef input) {
            return schema.column(input.getIndex());
        }
        if (node.getKind() == SqlKind.CAST
                && operand(node, 0) instanceof RexInputRef input
                && SqlTypes.of(node.getType())
                        == schema.column(input.getIndex()).type()) {
            return schema.column(input.getIndex());
        }
        return null;
    }

    private static boolean isConstant(RexNode node) {
        return !RexUtil.containsInputRef(node);
    }

    private static boolean bytes(ColumnType a, ColumnType b) {
        return (a == ColumnType.STRING && b == ColumnType.JSON) || (a == ColumnType.JSON && b == ColumnType.STRING);
    }

    private static RexNode operand(RexNode node, int index) {
        return ((RexCall) node).getOperands().get(index);
    }

    private static Operator mirrored(Operator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> operator;
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
        };
    }
}
