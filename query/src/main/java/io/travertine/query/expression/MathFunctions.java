package io.travertine.query.expression;

import io.travertine.schema.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;

/** The functions of numbers, by name. */
public final class MathFunctions {
    private static final Map<String, DoubleBinaryOperator> DOUBLES = Map.ofEntries(
            one("ABS", Math::abs),
            one("FLOOR", Math::floor),
            one("CEIL", Math::ceil),
            one("SIGN", Math::signum),
            one("SQRT", value -> Math.sqrt(within("2201F", "sqrt", value, value >= 0 || Double.isNaN(value)))),
            one("EXP", Math::exp),
            one("LN", value -> Math.log(within("2201E", "ln", value, value > 0 || Double.isNaN(value)))),
            one("LOG10", value -> Math.log10(within("2201E", "log10", value, value > 0 || Double.isNaN(value)))),
            one("SIN", Math::sin),
            one("COS", Math::cos),
            one("TAN", Math::tan),
            one("ASIN", Math::asin),
            one("ACOS", Math::acos),
            one("ATAN", Math::atan),
            one("RADIANS", Math::toRadians),
            one("DEGREES", Math::toDegrees),
            one("-", value -> -value),
            Map.entry("ATAN2", Math::atan2),
            Map.entry("POWER", Math::pow),
            Map.entry("ROUND", MathFunctions::round),
            Map.entry("TRUNCATE", MathFunctions::truncate));

    private static final Map<String, LongUnaryOperator> LONGS = Map.of(
            "ABS", Math::absExact,
            "FLOOR", value -> value,
            "CEIL", value -> value,
            "SIGN", Long::signum,
            "ROUND", value -> value,
            "TRUNCATE", value -> value,
            "-", Math::negateExact);

    private MathFunctions() {}

    public static boolean has(String name) {
        return DOUBLES.containsKey(name);
    }

    /** @param operands one or two, of FLOAT64; or one of INT64 where the function keeps whole numbers whole */
    public static Expression create(String name, List<Expression> operands) {
        Expression first = operands.getFirst();
        LongUnaryOperator overLongs = LONGS.get(name);
        if (first.type() == ColumnType.INT64 && overLongs != null && operands.size() == 1) {
            return new LongFunction(ColumnType.INT64, first, overLongs);
        }
        DoubleBinaryOperator body = DOUBLES.get(name);
        if (body == null) {
            throw new IllegalArgumentException("no function of numbers is named " + name);
        }
        Expression left = Cast.of(ColumnType.FLOAT64, first);
        if (operands.size() == 1 && (name.equals("ROUND") || name.equals("TRUNCATE"))) {
            return new DoubleFunction(left, new Constant(ColumnType.FLOAT64, 0.0), body);
        }
        return new DoubleFunction(
                left, operands.size() == 1 ? left : Cast.of(ColumnType.FLOAT64, operands.get(1)), body);
    }

    /** The operand, of INT64, refused where it does not fit into so many bits. */
    public static Expression withinBits(int bits, Expression operand) {
        long max = (1L << (bits - 1)) - 1;
        return new LongFunction(ColumnType.INT64, operand, value -> {
            if (value > max || value < -max - 1) {
                throw EvaluationException.outOfRange(value + " as an integer of " + bits + " bits");
            }
            return value;
        });
    }

    private static Map.Entry<String, DoubleBinaryOperator> one(String name, DoubleUnaryOperator body) {
        return Map.entry(name, (value, ignored) -> body.applyAsDouble(value));
    }

    private static double within(String sqlState, String function, double value, boolean valid) {
        if (!valid) {
            throw new EvaluationException(sqlState, function + " of " + value + " is not defined");
        }
        return value;
    }

    private static double round(double value, double digits) {
        return scale(value, digits, RoundingMode.HALF_UP);
    }

    private static double truncate(double value, double digits) {
        return scale(value, digits, RoundingMode.DOWN);
    }

    private static double scale(double value, double digits, RoundingMode mode) {
        if (!Double.isFinite(value) || digits > 300) {
            return value;
        }
        if (digits < -300) {
            return 0;
        }
        return BigDecimal.valueOf(value).setScale((int) digits, mode).doubleValue();
    }
}
