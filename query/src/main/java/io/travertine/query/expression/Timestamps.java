package io.travertine.query.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as text. Timestamps are microseconds since 1970-01-01T00:00:00Z, dates are days. */
public final class Timestamps {
    public static final long MICROS_PER_SECOND = 1_000_000;
    public static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private static final Pattern DATE = Pattern.compile("([+-]?\\d{4,6})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern TIME = Pattern.compile("[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?");
    private static final Pattern ZONE =
            Pattern.compile(" ?(?:(Z|UTC)|([+-])(\\d{2}):?(\\d{2})?)", Pattern.CASE_INSENSITIVE);

    private Timestamps() {}

    /** Reads {@code 2001-01-01}, {@code 2001-01-01 00:01:00.5}, {@code 2001-01-01T00:01:00Z}, {@code ...+02:00}. */
    public static long parse(String text) {
        String trimmed = text.strip();
        Matcher date = DATE.matcher(trimmed);
        if (!date.lookingAt()) {
            throw EvaluationException.invalidText("TIMESTAMP", text);
        }
        try {
            long micros = Math.multiplyExact(day(date), MICROS_PER_DAY);
            if (date.end() == trimmed.length()) {
                return micros;
            }
            Matcher time = TIME.matcher(trimmed).region(date.end(), trimmed.length());
            if (!time.lookingAt()) {
                throw EvaluationException.invalidText("TIMESTAMP", text);
            }
            micros = Math.addExact(micros, timeOfDay(time, text));
            return Math.subtractExact(micros, zone(trimmed, time.end(), text));
        } catch (DateTimeException | ArithmeticException impossible) {
            throw EvaluationException.invalidText("TIMESTAMP", text);
        }
    }

    /** Reads {@code 2001-01-01}; a time behind it is cut off. */
    public static int parseDate(String text) {
        Matcher date = DATE.matcher(text.strip());
        try {
            if (date.matches()) {
                return Math.toIntExact(day(date));
            }
            return (int) Math.floorDiv(parse(text), MICROS_PER_DAY);
        } catch (DateTimeException | ArithmeticException | EvaluationException impossible) {
            throw EvaluationException.invalidText("DATE", text);
        }
    }

    public static String format(long micros) {
        long second = Math.floorDiv(micros, MICROS_PER_SECOND);
        int fraction = (int) Math.floorMod(micros, MICROS_PER_SECOND);
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        String text = time.toLocalDate() + " " + two(time.getHour()) + ":" + two(time.getMinute()) + ":"
                + two(time.getSecond());
        return fraction == 0
                ? text
                : text + "." + String.format("%06d", fraction).replaceAll("0+$", "");
    }

    public static String formatDate(int days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    private static long day(Matcher date) {
        return LocalDate.of(
                        Integer.parseInt(date.group(1)),
                        Integer.parseInt(date.group(2)),
                        Integer.parseInt(date.group(3)))
                .toEpochDay();
    }

    private static long timeOfDay(Matcher time, String text) {
        int hour = Integer.parseInt(time.group(1));
        int minute = Integer.parseInt(time.group(2));
        int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
        if (hour > 23 || minute > 59 || second > 59) {
            throw EvaluationException.invalidText("TIMESTAMP", text);
        }
        String fraction = time.group(4) == null ? "" : time.group(4);
        long micros = Long.parseLong((fraction + "000000").substring(0, 6));
        return ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND + micros;
    }

    private static long zone(String trimmed, int from, String text) {
        if (from == trimmed.length()) {
            return 0;
        }
        Matcher zone = ZONE.matcher(trimmed).region(from, trimmed.length());
        if (!zone.matches()) {
            throw EvaluationException.invalidText("TIMESTAMP", text);
        }
        if (zone.group(1) != null) {
            return 0;
        }
        int minutes =
                Integer.parseInt(zone.group(3)) * 60 + (zone.group(4) == null ? 0 : Integer.parseInt(zone.group(4)));
        long micros = minutes * 60 * MICROS_PER_SECOND;
        return zone.group(2).equals("-") ? -micros : micros;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
