package io.travertine.query.plan;

import io.travertine.columnar.Predicate.Operator;
import io.travertine.query.expression.ArithmeticOperator;
import io.travertine.query.expression.CaseWhen;
import io.travertine.query.expression.Cast;
import io.travertine.query.expression.Conjunction;
import io.travertine.query.expression.Constant;
import io.travertine.query.expression.EvaluationException;
import io.travertine.query.expression.Expression;
import io.travertine.query.expression.LongArithmetic;
import io.travertine.query.expression.LongFunction;
import io.travertine.query.expression.MathFunctions;
import io.travertine.query.expression.NullTest;
import io.travertine.query.expression.TemporalFunctions;
import io.travertine.query.expression.TextFunctions;
import io.travertine.query.expression.TimeUnit;
import io.travertine.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Turns calls of functions into kernels. */
final class FunctionCompiler {
    private final ExpressionCompiler compiler;
    private final Bindings bindings;

    FunctionCompiler(ExpressionCompiler compiler, Bindings bindings) {
        this.compiler = compiler;
        this.bindings = bindings;
    }

    Expression compile(RexCall call) {
        List<RexNode> operands = call.getOperands();
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "NOW" ->
                new Constant(ColumnType.TIMESTAMP, bindings.nowMicros());
            case "CURRENT_DATE" -> Cast.of(ColumnType.DATE, new Constant(ColumnType.TIMESTAMP, bindings.nowMicros()));
            case "EXTRACT", "DATE_PART" -> extract(operands);
            case "DATE_TRUNC" -> TemporalFunctions.truncate(unit(operands.get(0)), compiler.compile(operands.get(1)));
            case "TIME_BUCKET" -> bucket(operands);
            case "EPOCH" -> TemporalFunctions.epoch(1_000_000, compiler.compile(operands.getFirst()));
            case "EPOCH_MS" -> TemporalFunctions.epoch(1_000, compiler.compile(operands.getFirst()));
            case "EPOCH_US" -> TemporalFunctions.epoch(1, compiler.compile(operands.getFirst()));
            case "DATETIME_PLUS" -> orUnsupported(dateArithmetic(call, 1), call);
            case "DATETIME_MINUS", "MINUS_DATE" -> orUnsupported(dateArithmetic(call, -1), call);
            case "TRIM" -> trim(operands);
            case "LTRIM" -> trim("TRIM_LEADING", operands);
            case "RTRIM" -> trim("TRIM_TRAILING", operands);
            case "CONCAT" -> concat(operands);
            case "STARTS_WITH" -> affix(operands, "LEFT");
            case "ENDS_WITH" -> affix(operands, "RIGHT");
            case "GREATEST" -> extreme(call, Operator.GREATER_OR_EQUAL);
            case "LEAST" -> extreme(call, Operator.LESS_OR_EQUAL);
            case "NVL", "COALESCE" -> coalesce(call);
            case "JSON_VALUE", "JSON_EXTRACT_STRING" -> text("JSON_VALUE", operands.subList(0, 2));
            case "LENGTH", "CHARACTER_LENGTH" -> text("CHAR_LENGTH", operands);
            case "SUBSTR" -> text("SUBSTRING", operands);
            case "PI" -> new Constant(ColumnType.FLOAT64, Math.PI);
            default -> other(call, name);
        };
    }

    /** Time plus or minus an interval, a multiple of an interval, or the days between two dates; null when it is none of these. */
    @Nullable Expression dateArithmetic(RexCall call, int sign) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (isTime(left) && SqlTypeUtil.isInterval(right.getType())) {
            return plus(left, right, sign);
        }
        if (isTime(right) && SqlTypeUtil.isInterval(left.getType()) && sign > 0) {
            return plus(right, left, sign);
        }
        if (isTime(left) && isTime(right)) {
            return difference(call, left, right);
        }
        return null;
    }

    private Expression plus(RexNode time, RexNode interval, int sign) {
        Expression amount = compiler.compile(interval);
        Expression base = compiler.compile(time);
        Expression sum = interval.getType().getSqlTypeName().isYearMonth()
                ? TemporalFunctions.plusMonths(base, amount, sign)
                : TemporalFunctions.plusMicros(base, amount, sign);
        return SqlTypeUtil.isDate(time.getType()) ? Cast.of(ColumnType.DATE, sum) : sum;
    }

    /** An interval: microseconds, or months. */
    private Expression difference(RexCall call, RexNode left, RexNode right) {
        if (call.getType().getSqlTypeName().isYearMonth()) {
            throw ExpressionCompiler.unsupported("a difference of times in months", "take it in DAY, or use date_part");
        }
        return new LongArithmetic(
                ArithmeticOperator.SUBTRACT,
                ColumnType.INT64,
                TemporalFunctions.epoch(1, compiler.compile(left)),
                TemporalFunctions.epoch(1, compiler.compile(right)));
    }

    private Expression other(RexCall call, String name) {
        List<RexNode> operands = call.getOperands();
        boolean arithmeticSign = name.equals("-") && operands.size() == 1;
        if (MathFunctions.has(name) && (arithmeticSign || !name.equals("-"))) {
            return MathFunctions.create(name, compiler.compileAll(operands));
        }
        if (name.equals("CEILING")) {
            return MathFunctions.create("CEIL", compiler.compileAll(operands));
        }
        if (TextFunctions.has(name)) {
            return text(name, operands);
        }
        throw ExpressionCompiler.unsupported("function " + name.toLowerCase(Locale.ROOT));
    }

    /** Operands that are no whole numbers are taken as text. */
    private Expression text(String name, List<RexNode> operands) {
        List<Expression> compiled = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Expression operand = compiler.compile(operands.get(i));
            boolean number = operand.type() == ColumnType.INT64 && i > 0 && !name.equals("||");
            compiled.add(number ? operand : Cast.of(ColumnType.STRING, operand));
        }
        return TextFunctions.create(name, compiled);
    }

    private Expression extract(List<RexNode> operands) {
        RexNode time = operands.get(1);
        if (SqlTypeUtil.isInterval(time.getType())) {
            return new LongFunction(ColumnType.INT64, compiler.compile(time), unit(operands.getFirst())::ofInterval);
        }
        return TemporalFunctions.extract(unit(operands.getFirst()), compiler.compile(time));
    }

    private static TimeUnit unit(RexNode node) {
        if (node instanceof RexLiteral literal && literal.getValue() != null) {
            Object value = literal.getValue();
            return TimeUnit.parse(
                    value instanceof org.apache.calcite.util.NlsString text ? text.getValue() : value.toString());
        }
        throw ExpressionCompiler.unsupported("a part of a timestamp that is not written out", "write it as 'day'");
    }

    private Expression bucket(List<RexNode> operands) {
        RelDataType width = operands.getFirst().getType();
        if (width.getSqlTypeName().isYearMonth()) {
            throw ExpressionCompiler.unsupported("a time bucket of months", "use date_trunc('month', ...)");
        }
        Object micros = ExpressionCompiler.constantValue(compiler.compile(operands.getFirst()));
        if (micros == null) {
            return new Constant(ColumnType.TIMESTAMP, null);
        }
        return TemporalFunctions.bucket((Long) micros, compiler.compile(operands.get(1)));
    }

    /** TRIM has its side, the characters and the text. */
    private Expression trim(List<RexNode> operands) {
        SqlTrimFunction.Flag side = ((RexLiteral) operands.getFirst()).getValueAs(SqlTrimFunction.Flag.class);
        return text("TRIM_" + side, operands.subList(1, 3));
    }

    private Expression trim(String function, List<RexNode> operands) {
        Expression characters = operands.size() > 1
                ? compiler.compile(operands.get(1), ColumnType.STRING)
                : new Constant(ColumnType.STRING, " ".getBytes(StandardCharsets.UTF_8));
        return TextFunctions.create(
                function, List.of(characters, compiler.compile(operands.getFirst(), ColumnType.STRING)));
    }

    /** The function, other than the operator ||, leaves nulls out. */
    private Expression concat(List<RexNode> operands) {
        Expression empty = new Constant(ColumnType.STRING, new byte[0]);
        Expression all = empty;
        for (RexNode operand : operands) {
            Expression value = compiler.compile(operand, ColumnType.STRING);
            Expression present =
                    new CaseWhen(ColumnType.STRING, List.of(new NullTest.IsNull(value, false)), List.of(empty, value));
            all = all == empty ? present : TextFunctions.create("||", List.of(all, present));
        }
        return all;
    }

    private Expression affix(List<RexNode> operands, String side) {
        Expression text = compiler.compile(operands.get(0), ColumnType.STRING);
        Expression affix = compiler.compile(operands.get(1), ColumnType.STRING);
        Expression length = TextFunctions.create("CHAR_LENGTH", List.of(affix));
        return ExpressionCompiler.comparison(Operator.EQUAL, TextFunctions.create(side, List.of(text, length)), affix);
    }

    /** Nulls are left out. */
    private Expression extreme(RexCall call, Operator operator) {
        ColumnType type = SqlTypes.of(call.getType());
        Expression best = compiler.compile(call.getOperands().getFirst(), type);
        for (RexNode operand : call.getOperands().subList(1, call.getOperands().size())) {
            Expression next = compiler.compile(operand, type);
            Expression keep = Conjunction.or(
                    List.of(new NullTest.IsNull(next, false), ExpressionCompiler.comparison(operator, best, next)));
            best = new CaseWhen(type, List.of(keep), List.of(best, next));
        }
        return best;
    }

    private Expression coalesce(RexCall call) {
        ColumnType type = SqlTypes.of(call.getType());
        List<Expression> values = new ArrayList<>();
        List<Expression> conditions = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            values.add(compiler.compile(operand, type));
        }
        for (Expression value : values.subList(0, values.size() - 1)) {
            conditions.add(new NullTest.IsNull(value, true));
        }
        return new CaseWhen(type, conditions, values);
    }

    private static Expression orUnsupported(@Nullable Expression expression, RexCall call) {
        if (expression == null) {
            throw new EvaluationException("0A000", call.getOperator().getName() + " of these types is not supported");
        }
        return expression;
    }

    private static boolean isTime(RexNode node) {
        return SqlTypeUtil.isDatetime(node.getType());
    }
}
