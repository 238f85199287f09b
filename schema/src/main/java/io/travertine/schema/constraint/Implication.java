package io.travertine.schema.constraint;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether values that meet some constraints always meet another one, as far as that can be known. */
public final class Implication {
    private static final Set<ConstraintKind> LENGTHS =
            EnumSet.of(ConstraintKind.SIZE, ConstraintKind.NOT_EMPTY, ConstraintKind.NOT_BLANK);

    private Implication() {}

    /** False also when it is not known, as of two patterns. Null is not considered. */
    public static boolean holds(List<Constraint> given, Constraint wanted) {
        return given.stream().anyMatch(wanted::demandsSameAs) || follows(given, wanted);
    }

    private static boolean follows(List<Constraint> given, Constraint wanted) {
        ConstraintKind kind = wanted.kind();
        if (kind == null) {
            return false;
        }
        return switch (kind) {
            case NOT_NULL -> true;
            case SIZE, NOT_EMPTY -> bounds(given, true).isWithin(bounds(List.of(wanted), true));
            case MIN,
                    MAX,
                    DECIMAL_MIN,
                    DECIMAL_MAX,
                    DECIMAL_RANGE,
                    POSITIVE,
                    POSITIVE_OR_ZERO,
                    NEGATIVE,
                    NEGATIVE_OR_ZERO -> bounds(given, false).isWithin(bounds(List.of(wanted), false));
            case ONE_OF, FLAGS ->
                given.stream()
                        .anyMatch(each -> each.kind() == kind
                                && new HashSet<>(wanted.texts("values")).containsAll(each.texts("values")));
            case UNIQUE -> given.stream().anyMatch(each -> each.kind() == ConstraintKind.FLAGS);
            case DIGITS ->
                given.stream()
                        .anyMatch(each -> each.kind() == kind
                                && each.number("integer", 0) <= wanted.number("integer", 0)
                                && each.number("fraction", 0) <= wanted.number("fraction", 0));
            case PAST_OR_PRESENT -> given.stream().anyMatch(each -> each.kind() == ConstraintKind.PAST);
            case FUTURE_OR_PRESENT -> given.stream().anyMatch(each -> each.kind() == ConstraintKind.FUTURE);
            case TIME_RANGE -> given.stream().anyMatch(each -> each.kind() == kind && isWithin(each, wanted));
            default -> false;
        };
    }

    /** Times written alike compare as their texts do; of others it is not known. */
    private static boolean isWithin(Constraint times, Constraint wanted) {
        return isOrdered(wanted.text("from"), times.text("from")) && isOrdered(times.text("to"), wanted.text("to"));
    }

    private static boolean isOrdered(@Nullable String first, @Nullable String second) {
        return first != null && second != null && first.length() == second.length() && first.compareTo(second) <= 0;
    }

    private static Bounds bounds(List<Constraint> constraints, boolean lengths) {
        Bounds bounds = new Bounds();
        for (Constraint each : constraints) {
            ConstraintKind kind = each.kind();
            if (kind != null && LENGTHS.contains(kind) == lengths) {
                add(kind, each, bounds);
            }
        }
        return bounds;
    }

    private static void add(ConstraintKind kind, Constraint constraint, Bounds bounds) {
        switch (kind) {
            case SIZE -> {
                bounds.atLeast(BigDecimal.valueOf(constraint.number("min", 0)), true);
                bounds.atMost(constraint.decimal("max"), true);
            }
            case NOT_EMPTY, NOT_BLANK -> bounds.atLeast(BigDecimal.ONE, true);
            case MIN -> bounds.atLeast(constraint.decimal("value"), true);
            case MAX -> bounds.atMost(constraint.decimal("value"), true);
            case DECIMAL_MIN -> bounds.atLeast(constraint.decimal("value"), constraint.flag("inclusive", true));
            case DECIMAL_MAX -> bounds.atMost(constraint.decimal("value"), constraint.flag("inclusive", true));
            case DECIMAL_RANGE -> {
                bounds.atLeast(constraint.decimal("min"), true);
                bounds.atMost(constraint.decimal("max"), true);
            }
            case POSITIVE -> bounds.atLeast(BigDecimal.ZERO, false);
            case POSITIVE_OR_ZERO -> bounds.atLeast(BigDecimal.ZERO, true);
            case NEGATIVE -> bounds.atMost(BigDecimal.ZERO, false);
            case NEGATIVE_OR_ZERO -> bounds.atMost(BigDecimal.ZERO, true);
            default -> {}
        }
    }

    /** An interval of numbers; null where there is no bound. */
    private static final class Bounds {
        private @Nullable BigDecimal low;
        private boolean lowIncluded;
        private @Nullable BigDecimal high;
        private boolean highIncluded;

        void atLeast(@Nullable BigDecimal bound, boolean included) {
            if (bound != null && !isLowWithin(bound, included)) {
                low = bound;
                lowIncluded = included;
            }
        }

        void atMost(@Nullable BigDecimal bound, boolean included) {
            if (bound != null && !isHighWithin(bound, included)) {
                high = bound;
                highIncluded = included;
            }
        }

        boolean isWithin(Bounds other) {
            return (other.low == null || isLowWithin(other.low, other.lowIncluded))
                    && (other.high == null || isHighWithin(other.high, other.highIncluded));
        }

        private boolean isLowWithin(BigDecimal bound, boolean included) {
            int order = low == null ? -1 : low.compareTo(bound);
            return order > 0 || (order == 0 && (included || !lowIncluded));
        }

        private boolean isHighWithin(BigDecimal bound, boolean included) {
            int order = high == null ? 1 : high.compareTo(bound);
            return order < 0 || (order == 0 && (included || !highIncluded));
        }
    }
}
