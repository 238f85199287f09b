package io.travertine.schema.constraint;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the constraints mean. Null meets every one but those that are about it, as in Jakarta Validation: callers test for it. */
public final class Checks {
    private static final long SECONDS_PER_DAY = 86_400;

    private Checks() {}

    private static IllegalArgumentException unfit(Object value) {
        return new IllegalArgumentException("a " + value.getClass().getSimpleName() + " cannot have this constraint");
    }

    /** At least one character that is no white space. */
    public static final class NotBlank implements ValueCheck {
        NotBlank() {}

        public boolean test(CharSequence text) {
            for (int i = 0; i < text.length(); i++) {
                if (!Character.isWhitespace(text.charAt(i))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return test((CharSequence) value);
        }
    }

    /** So many characters (UTF-16 units), bytes, elements or entries. */
    public static final class Size implements ValueCheck {
        private final int min;
        private final int max;

        Size(int min, int max) {
            this.min = min;
            this.max = max;
        }

        public boolean test(CharSequence text) {
            return within(text.length());
        }

        public boolean test(byte[] bytes) {
            return within(bytes.length);
        }

        public boolean test(Collection<?> elements) {
            return within(elements.size());
        }

        public boolean test(Map<?, ?> entries) {
            return within(entries.size());
        }

        private boolean within(int size) {
            return size >= min && size <= max;
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            if (value instanceof CharSequence text) {
                return test(text);
            }
            if (value instanceof Collection<?> elements) {
                return test(elements);
            }
            if (value instanceof Map<?, ?> entries) {
                return test(entries);
            }
            return test((byte[]) value);
        }
    }

    /** The whole text matches. */
    public static final class Pattern implements ValueCheck {
        private final TextPattern pattern;

        Pattern(TextPattern pattern) {
            this.pattern = pattern;
        }

        public boolean test(CharSequence text) {
            return pattern.matches(text);
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return test((CharSequence) value);
        }
    }

    /** An e-mail address as browsers take it, see {@link EmailSyntax}. */
    public static final class Email implements ValueCheck {
        Email() {}

        public boolean test(CharSequence text) {
            return EmailSyntax.matches(text);
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return test((CharSequence) value);
        }
    }

    /** A number between two bounds. NaN is never between them. */
    public static final class Range implements ValueCheck {
        private final @Nullable BigDecimal low;
        private final boolean lowInclusive;
        private final @Nullable BigDecimal high;
        private final boolean highInclusive;
        private final long lowLong;
        private final long highLong;
        private final double lowDouble;
        private final double highDouble;

        Range(@Nullable BigDecimal low, boolean lowInclusive, @Nullable BigDecimal high, boolean highInclusive) {
            this.low = low;
            this.lowInclusive = low == null || lowInclusive;
            this.high = high;
            this.highInclusive = high == null || highInclusive;
            this.lowLong = low == null ? Long.MIN_VALUE : smallest(low, lowInclusive);
            this.highLong = high == null ? Long.MAX_VALUE : -smallest(high.negate(), highInclusive);
            this.lowDouble = low == null ? Double.NEGATIVE_INFINITY : low.doubleValue();
            this.highDouble = high == null ? Double.POSITIVE_INFINITY : high.doubleValue();
        }

        /** The smallest whole number that is not below the bound. */
        private static long smallest(BigDecimal bound, boolean inclusive) {
            BigDecimal whole = bound.setScale(0, RoundingMode.CEILING);
            if (!inclusive && whole.compareTo(bound) == 0) {
                whole = whole.add(BigDecimal.ONE);
            }
            BigDecimal limit = BigDecimal.valueOf(Long.MAX_VALUE);
            return whole.max(limit.negate()).min(limit).longValue();
        }

        public boolean test(long value) {
            return value >= lowLong && value <= highLong;
        }

        public boolean test(double value) {
            return (lowInclusive ? value >= lowDouble : value > lowDouble)
                    && (highInclusive ? value <= highDouble : value < highDouble);
        }

        public boolean test(BigDecimal value) {
            return (low == null || value.compareTo(low) >= (lowInclusive ? 0 : 1))
                    && (high == null || value.compareTo(high) <= (highInclusive ? 0 : -1));
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            if (value instanceof BigDecimal decimal) {
                return test(decimal);
            }
            return value instanceof Double || value instanceof Float
                    ? test(((Number) value).doubleValue())
                    : test(((Number) value).longValue());
        }
    }

    /** At most so many digits before and behind the point; zeros behind the last other digit do not count. */
    public static final class Digits implements ValueCheck {
        private final int integer;
        private final int fraction;

        Digits(int integer, int fraction) {
            this.integer = integer;
            this.fraction = fraction;
        }

        public boolean test(long value) {
            long rest = value;
            for (int i = 0; i < integer && rest != 0; i++) {
                rest /= 10;
            }
            return rest == 0;
        }

        public boolean test(BigDecimal value) {
            if (value.precision() - value.scale() <= integer && value.scale() <= fraction) {
                return true;
            }
            BigDecimal stripped = value.stripTrailingZeros();
            return stripped.precision() - stripped.scale() <= integer && stripped.scale() <= fraction;
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return value instanceof BigDecimal decimal ? test(decimal) : test(((Number) value).longValue());
        }
    }

    /** Before or behind now; a date is compared with the date in UTC. */
    public static final class Relative implements ValueCheck {
        private final boolean past;
        private final boolean orPresent;

        Relative(boolean past, boolean orPresent) {
            this.past = past;
            this.orPresent = orPresent;
        }

        public boolean test(Instant value, InstantSource now) {
            return passes(value.compareTo(now.instant()));
        }

        public boolean test(LocalDate value, InstantSource now) {
            return passes(
                    Long.compare(value.toEpochDay(), Math.floorDiv(now.instant().getEpochSecond(), SECONDS_PER_DAY)));
        }

        private boolean passes(int order) {
            return order == 0 ? orPresent : past == order < 0;
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return value instanceof Instant instant ? test(instant, now) : test((LocalDate) value, now);
        }
    }

    /** A time or date from one on to another, both included; a date is the time of its beginning in UTC. */
    public static final class TimeRange implements ValueCheck {
        private final Instant from;
        private final Instant to;

        TimeRange(Instant from, Instant to) {
            this.from = from;
            this.to = to;
        }

        public boolean test(Instant value) {
            return value.compareTo(from) >= 0 && value.compareTo(to) <= 0;
        }

        public boolean test(LocalDate value) {
            long second = Math.multiplyExact(value.toEpochDay(), SECONDS_PER_DAY);
            return second >= from.getEpochSecond() + (from.getNano() > 0 ? 1 : 0) && second <= to.getEpochSecond();
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return value instanceof Instant instant ? test(instant) : test((LocalDate) value);
        }
    }

    /** True, or false. */
    public static final class Truth implements ValueCheck {
        private final boolean wanted;

        Truth(boolean wanted) {
            this.wanted = wanted;
        }

        public boolean test(boolean value) {
            return value == wanted;
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return test((boolean) value);
        }
    }

    /** One of a few texts, or of a few whole numbers. */
    public static final class OneOf implements ValueCheck {
        private final Set<String> values;
        private final long[] numbers;

        /** @param numbers the values as numbers, sorted, where they are numbers */
        OneOf(List<String> values, long[] numbers) {
            this.values = Set.copyOf(values);
            this.numbers = numbers;
        }

        public boolean test(long value) {
            return Arrays.binarySearch(numbers, value) >= 0;
        }

        public boolean test(String value) {
            return values.contains(value);
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return value instanceof Number number ? test(number.longValue()) : test(value.toString());
        }
    }

    /** Texts that are all among a few, each at most once. */
    public static final class Flags implements ValueCheck {
        private final Set<String> allowed;
        private final Unique once = new Unique();

        Flags(List<String> allowed) {
            this.allowed = Set.copyOf(allowed);
        }

        public boolean test(Collection<?> values) {
            for (Object value : values) {
                if (!allowed.contains(String.valueOf(value))) {
                    return false;
                }
            }
            return once.test(values);
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return test((Collection<?>) value);
        }
    }

    /** No element twice. */
    public static final class Unique implements ValueCheck {
        /** Up to so many are compared with each other, which needs no memory. */
        private static final int FEW = 16;

        Unique() {}

        public boolean test(Collection<?> values) {
            if (values instanceof Set || values.size() < 2) {
                return true;
            }
            if (values instanceof List<?> list && list.size() <= FEW) {
                for (int i = 1; i < list.size(); i++) {
                    if (list.subList(0, i).contains(list.get(i))) {
                        return false;
                    }
                }
                return true;
            }
            return new HashSet<>(values).size() == values.size();
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return test((Collection<?>) value);
        }
    }

    /** Each element is at least as large as the one before, or at most as large. */
    public static final class Sorted implements ValueCheck {
        private final int direction;

        Sorted(boolean descending) {
            this.direction = descending ? -1 : 1;
        }

        public boolean test(Collection<?> values) {
            Iterator<?> elements = values.iterator();
            Object before = elements.hasNext() ? elements.next() : null;
            while (elements.hasNext()) {
                Object next = elements.next();
                if (before != null && next != null && Integer.signum(compare(before, next)) == direction) {
                    return false;
                }
                before = next;
            }
            return true;
        }

        @SuppressWarnings("unchecked") // Elements of one list have one type.
        private static int compare(Object a, Object b) {
            if (a instanceof Comparable<?> comparable && a.getClass() == b.getClass()) {
                return ((Comparable<Object>) comparable).compareTo(b);
            }
            throw unfit(a);
        }

        @Override
        public boolean test(Object value, InstantSource now) {
            return test((Collection<?>) value);
        }
    }
}
