package io.travertine.query.plan;

import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.Predicate.Operator;
import io.travertine.query.expression.ArithmeticOperator;
import io.travertine.query.expression.CaseWhen;
import io.travertine.query.expression.Cast;
import io.travertine.query.expression.Comparison;
import io.travertine.query.expression.Conjunction;
import io.travertine.query.expression.Constant;
import io.travertine.query.expression.DoubleArithmetic;
import io.travertine.query.expression.EvaluationException;
import io.travertine.query.expression.Expression;
import io.travertine.query.expression.InSet;
import io.travertine.query.expression.InputColumn;
import io.travertine.query.expression.Like;
import io.travertine.query.expression.LongArithmetic;
import io.travertine.query.expression.MathFunctions;
import io.travertine.query.expression.Not;
import io.travertine.query.expression.NullTest;
import io.travertine.query.expression.Values;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Turns Calcite's row expressions into kernels: the operators here, the functions in {@link FunctionCompiler}. */
final class ExpressionCompiler {
    private static final int MANY_POINTS = 4;

    private final RexBuilder builder;
    private final Bindings bindings;
    private final FunctionCompiler functions;

    ExpressionCompiler(RexBuilder builder, Bindings bindings) {
        this.builder = builder;
        this.bindings = bindings;
        this.functions = new FunctionCompiler(this, bindings);
    }

    /** The value of an expression that reads no columns, in the form of {@link Values}. */
    static @Nullable Object constantValue(Expression expression) {
        return Values.read(expression.evaluate(new ColumnBatch(List.of(), 1)), 0);
    }

    Expression compile(RexNode node) {
        return switch (node) {
            case RexInputRef input -> new InputColumn(SqlTypes.of(input.getType()), input.getIndex());
            case RexLiteral literal -> Literals.compile(literal);
            case RexDynamicParam parameter -> parameter(parameter);
            case RexOver window ->
                throw unsupported(
                        "a window function (OVER), or a LIMIT in a subquery that depends on the outer query,");
            case RexCall call -> compileCall(call);
            default -> throw unsupported(node.toString());
        };
    }

    /** Compiles and casts. */
    Expression compile(RexNode node, ColumnType type) {
        return Cast.of(type, compile(node));
    }

    static EvaluationException unsupported(String what) {
        return new EvaluationException("0A000", what + " is not supported");
    }

    static EvaluationException unsupported(String what, String instead) {
        return new EvaluationException("0A000", what + " is not supported: " + instead);
    }

    private Expression parameter(RexDynamicParam parameter) {
        return bindings.parameters().get(parameter.getIndex());
    }

    private Expression compileCall(RexCall call) {
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND -> Conjunction.and(compileAll(operands));
            case OR -> Conjunction.or(compileAll(operands));
            case NOT -> new Not(compile(operands.getFirst()));
            case EQUALS -> comparison(Operator.EQUAL, operands);
            case NOT_EQUALS -> comparison(Operator.NOT_EQUAL, operands);
            case LESS_THAN -> comparison(Operator.LESS, operands);
            case LESS_THAN_OR_EQUAL -> comparison(Operator.LESS_OR_EQUAL, operands);
            case GREATER_THAN -> comparison(Operator.GREATER, operands);
            case GREATER_THAN_OR_EQUAL -> comparison(Operator.GREATER_OR_EQUAL, operands);
            case IS_NULL -> new NullTest.IsNull(compile(operands.getFirst()), false);
            case IS_NOT_NULL -> new NullTest.IsNull(compile(operands.getFirst()), true);
            case IS_TRUE -> new NullTest.IsTruth(compile(operands.getFirst()), true, false);
            case IS_NOT_TRUE -> new NullTest.IsTruth(compile(operands.getFirst()), true, true);
            case IS_FALSE -> new NullTest.IsTruth(compile(operands.getFirst()), false, false);
            case IS_NOT_FALSE -> new NullTest.IsTruth(compile(operands.getFirst()), false, true);
            case IS_DISTINCT_FROM -> same(operands, true);
            case IS_NOT_DISTINCT_FROM -> same(operands, false);
            case SEARCH -> search(call);
            case LIKE -> like(call);
            case CASE -> caseWhen(call);
            case CAST -> cast(call);
            case PLUS -> plusOrMinus(call, ArithmeticOperator.ADD);
            case MINUS -> plusOrMinus(call, ArithmeticOperator.SUBTRACT);
            case TIMES -> arithmetic(call, ArithmeticOperator.MULTIPLY);
            case DIVIDE -> arithmetic(call, ArithmeticOperator.DIVIDE);
            case MOD -> arithmetic(call, ArithmeticOperator.REMAINDER);
            default -> functions.compile(call);
        };
    }

    List<Expression> compileAll(List<RexNode> nodes) {
        return nodes.stream().map(this::compile).toList();
    }

    private Expression comparison(Operator operator, List<RexNode> operands) {
        Expression left = compile(operands.get(0));
        Expression right = compile(operands.get(1));
        return comparison(operator, left, right);
    }

    static Expression comparison(Operator operator, Expression left, Expression right) {
        ColumnType type = commonType(left.type(), right.type());
        return new Comparison(operator, Cast.of(type, left), Cast.of(type, right));
    }

    private Expression same(List<RexNode> operands, boolean negated) {
        Expression left = compile(operands.get(0));
        Expression right = compile(operands.get(1));
        return new NullTest.IsSame(left, right, comparison(Operator.EQUAL, left, right), negated);
    }

    /** The type in which values of two types are compared. */
    private static ColumnType commonType(ColumnType a, ColumnType b) {
        if (a == b) {
            return a;
        }
        if (isOneOf(a, b, ColumnType.FLOAT64, ColumnType.INT64)) {
            return ColumnType.FLOAT64;
        }
        if (isOneOf(a, b, ColumnType.DATE, ColumnType.TIMESTAMP)) {
            return ColumnType.TIMESTAMP;
        }
        if (a == ColumnType.STRING || a == ColumnType.JSON) {
            return b;
        }
        if (b == ColumnType.STRING || b == ColumnType.JSON) {
            return a;
        }
        throw new EvaluationException(
                "42804", "cannot compare " + SqlTypes.name(a) + " with " + SqlTypes.name(b) + ": cast one of them");
    }

    private static boolean isOneOf(ColumnType a, ColumnType b, ColumnType one, ColumnType other) {
        return (a == one && b == other) || (a == other && b == one);
    }

    /** Narrow integers are 64 bits wide to us, but a cast to one still refuses what does not fit. */
    private Expression cast(RexCall call) {
        RexNode operand = call.getOperands().getFirst();
        Expression cast = compile(operand, SqlTypes.of(call.getType()));
        int bits = SqlTypes.integerBits(call.getType());
        return bits < SqlTypes.integerBits(operand.getType()) ? MathFunctions.withinBits(bits, cast) : cast;
    }

    private Expression search(RexCall call) {
        Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
        if (sarg == null) {
            throw unsupported(call.toString());
        }
        boolean complement = sarg.isComplementedPoints();
        boolean manyPoints = sarg.nullAs == RexUnknownAs.UNKNOWN
                && (complement || sarg.isPoints())
                && sarg.rangeSet.asRanges().size() > MANY_POINTS;
        if (!manyPoints) {
            return compile(RexUtil.expandSearch(builder, null, call));
        }
        RexNode operand = call.getOperands().getFirst();
        Sarg<?> points = complement ? sarg.negate() : sarg;
        List<Constant> constants = new ArrayList<>();
        points.rangeSet
                .asRanges()
                .forEach(range -> constants.add(Literals.compile((RexLiteral) builder.makeLiteral(
                        range.lowerEndpoint(), call.getOperands().get(1).getType(), true, false))));
        Expression in = new InSet(compile(operand, constants.getFirst().type()), constants);
        return complement ? new Not(in) : in;
    }

    private Expression like(RexCall call) {
        List<RexNode> operands = call.getOperands();
        boolean ignoreCase = call.getOperator() instanceof SqlLikeOperator like && !like.isCaseSensitive();
        Expression escape =
                operands.size() > 2 ? compile(operands.get(2)) : new Constant(ColumnType.STRING, new byte[0]);
        Expression like = new Like(
                compile(operands.get(0), ColumnType.STRING),
                compile(operands.get(1), ColumnType.STRING),
                escape,
                ignoreCase);
        boolean negated = call.getOperator() instanceof SqlLikeOperator operator && operator.isNegated();
        return negated ? new Not(like) : like;
    }

    private Expression caseWhen(RexCall call) {
        ColumnType type = SqlTypes.of(call.getType());
        List<RexNode> operands = call.getOperands();
        List<Expression> conditions = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            conditions.add(compile(operands.get(i)));
            values.add(compile(operands.get(i + 1), type));
        }
        values.add(compile(operands.getLast(), type));
        return new CaseWhen(type, conditions, values);
    }

    private Expression plusOrMinus(RexCall call, ArithmeticOperator operator) {
        Expression dateArithmetic = functions.dateArithmetic(call, operator == ArithmeticOperator.ADD ? 1 : -1);
        return dateArithmetic == null ? arithmetic(call, operator) : dateArithmetic;
    }

    private Expression arithmetic(RexCall call, ArithmeticOperator operator) {
        List<RexNode> operands = call.getOperands();
        Expression left = compile(operands.get(0));
        Expression right = compile(operands.get(1));
        if (left.type() == ColumnType.INT64 && right.type() == ColumnType.INT64) {
            return new LongArithmetic(operator, ColumnType.INT64, left, right);
        }
        return new DoubleArithmetic(operator, Cast.of(ColumnType.FLOAT64, left), Cast.of(ColumnType.FLOAT64, right));
    }

    /** Whether the call is one of the comparisons that scans know, and which. */
    static @Nullable Operator comparisonOperator(SqlKind kind) {
        return switch (kind) {
            case EQUALS -> Operator.EQUAL;
            case NOT_EQUALS -> Operator.NOT_EQUAL;
            case LESS_THAN -> Operator.LESS;
            case LESS_THAN_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case GREATER_THAN -> Operator.GREATER;
            case GREATER_THAN_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            default -> null;
        };
    }
}
