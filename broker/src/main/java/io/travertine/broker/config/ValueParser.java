package io.travertine.broker.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a value. What it throws says only what was expected; the caller knows the key and where it was written. */
@FunctionalInterface
interface ValueParser<T> {
    Pattern NUMBER_WITH_UNIT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");

    Map<String, Long> BYTE_UNITS = Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

    Map<String, Long> TIME_UNITS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    /** @throws IllegalArgumentException whose message completes "expected ..." */
    T parse(String text);

    static ValueParser<String> text() {
        return text -> text;
    }

    static ValueParser<String> host() {
        return text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a host name or address");
            }
            return text;
        };
    }

    static ValueParser<Boolean> onOff() {
        return text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    static ValueParser<Integer> integer(int min, int max) {
        return text -> {
            if (text.matches("\\d{1,10}")) {
                long value = Long.parseLong(text);
                if (value >= min && value <= max) {
                    return (int) value;
                }
            }
            throw new IllegalArgumentException("a whole number from " + min + " to " + max);
        };
    }

    static ValueParser<Integer> port() {
        return integer(0, 65_535);
    }

    static ValueParser<Long> bytes(long min, long max) {
        return withUnit(
                BYTE_UNITS, min, max, "a size from " + min + " to " + max + " bytes, as 65536, 64KiB, 256MiB or 1GiB");
    }

    static ValueParser<Duration> duration(Duration min, Duration max) {
        ValueParser<Long> millis = withUnit(
                TIME_UNITS,
                min.toMillis(),
                max.toMillis(),
                "a time from " + min.toMillis() + "ms to " + max.toSeconds() + "s, as 250ms, 30s, 5m, 2h or 7d");
        return text -> Duration.ofMillis(millis.parse(text));
    }

    static <E extends Enum<E>> ValueParser<E> choice(Class<E> type) {
        return text -> {
            for (E constant : type.getEnumConstants()) {
                if (nameOf(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(ValueParser::nameOf)
                                    .toList()));
        };
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static ValueParser<Long> withUnit(Map<String, Long> units, long min, long max, String expected) {
        return text -> {
            Matcher matcher = NUMBER_WITH_UNIT.matcher(text);
            Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
            if (unit != null) {
                long number = Long.parseLong(matcher.group(1));
                if (number <= max / unit && number * unit >= min) {
                    return number * unit;
                }
            }
            throw new IllegalArgumentException(expected);
        };
    }
}
