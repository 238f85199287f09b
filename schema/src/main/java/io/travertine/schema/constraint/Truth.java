package io.travertine.schema.constraint;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * SQL's three truth values as small numbers, so that code which is generated for conditions allocates nothing: {@link #FALSE}, {@link
 * #UNKNOWN}, {@link #TRUE}.
 */
public final class Truth {
    public static final int FALSE = 0;
    public static final int UNKNOWN = 1;
    public static final int TRUE = 2;

    private Truth() {}

    public static int of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public static int of(@Nullable Boolean value) {
        return value == null ? UNKNOWN : of((boolean) value);
    }

    public static int not(int truth) {
        return TRUE - truth;
    }

    public static int and(int a, int b) {
        return Math.min(a, b);
    }

    public static int or(int a, int b) {
        return Math.max(a, b);
    }

    public static int compare(long a, Condition.Operator operator, long b) {
        return of(operator.test(Long.compare(a, b)));
    }

    /** NaN equals itself and is the greatest, as in queries. */
    public static int compare(double a, Condition.Operator operator, double b) {
        return of(operator.test(Double.compare(a + 0.0, b + 0.0)));
    }

    /** Numbers of any kind with each other, exactly; or values of one comparable class. Null makes it unknown. */
    @SuppressWarnings("unchecked") // Both have the same class.
    public static int compare(@Nullable Object a, Condition.Operator operator, @Nullable Object b) {
        if (a == null || b == null) {
            return UNKNOWN;
        }
        if (a instanceof Number left && b instanceof Number right) {
            return of(operator.test(compareNumbers(left, right)));
        }
        if (a instanceof Comparable<?> comparable && a.getClass() == b.getClass()) {
            return of(operator.test(((Comparable<Object>) comparable).compareTo(b)));
        }
        return UNKNOWN;
    }

    private static int compareNumbers(Number a, Number b) {
        boolean floating = isFloating(a) || isFloating(b);
        if (floating && !(a instanceof BigDecimal) && !(b instanceof BigDecimal)) {
            return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
        }
        if (floating && (!Double.isFinite(a.doubleValue()) || !Double.isFinite(b.doubleValue()))) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        if (a instanceof BigDecimal || b instanceof BigDecimal) {
            return decimal(a).compareTo(decimal(b));
        }
        return Long.compare(a.longValue(), b.longValue());
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return isFloating(number) ? new BigDecimal(number.doubleValue()) : BigDecimal.valueOf(number.longValue());
    }
}
