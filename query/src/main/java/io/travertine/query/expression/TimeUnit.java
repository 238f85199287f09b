package io.travertine.query.expression;

import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** The parts of a date that can be taken out of a timestamp or cut off. Timestamps are microseconds. */
public enum TimeUnit {
    MICROSECOND,
    MILLISECOND,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    DECADE,
    CENTURY,
    MILLENNIUM,
    DOW,
    ISODOW,
    DOY,
    ISOYEAR,
    EPOCH;

    /** Takes {@code day}, {@code days}, {@code DAY}. */
    public static TimeUnit parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        for (TimeUnit unit : values()) {
            if (name.equals(unit.name()) || name.equals(unit.name() + "S")) {
                return unit;
            }
        }
        throw EvaluationException.invalidArgument("'" + text
                + "' is no part of a timestamp: use second, minute, hour, day, week, month, quarter or year");
    }

    /** The beginning of the unit in which the time lies. */
    public long truncate(long micros) {
        return switch (this) {
            case MICROSECOND -> micros;
            case MILLISECOND -> floor(micros, 1_000);
            case SECOND -> floor(micros, Timestamps.MICROS_PER_SECOND);
            case MINUTE -> floor(micros, 60 * Timestamps.MICROS_PER_SECOND);
            case HOUR -> floor(micros, 3_600 * Timestamps.MICROS_PER_SECOND);
            case DAY -> floor(micros, Timestamps.MICROS_PER_DAY);
            default -> truncateDay(Math.floorDiv(micros, Timestamps.MICROS_PER_DAY)) * Timestamps.MICROS_PER_DAY;
        };
    }

    /** The first day of the unit. */
    private long truncateDay(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int year = date.getYear();
        return switch (this) {
            case WEEK -> day - (date.getDayOfWeek().getValue() - 1);
            case MONTH -> date.withDayOfMonth(1).toEpochDay();
            case QUARTER ->
                LocalDate.of(year, (date.getMonthValue() - 1) / 3 * 3 + 1, 1).toEpochDay();
            case YEAR -> firstDay(year);
            case DECADE -> firstDay(year - Math.floorMod(year, 10));
            case CENTURY -> firstDay(year - Math.floorMod(year - 1, 100));
            case MILLENNIUM -> firstDay(year - Math.floorMod(year - 1, 1000));
            default -> throw EvaluationException.invalidArgument("a timestamp cannot be cut to " + this);
        };
    }

    /** The number that the unit has in the time. */
    public long extract(long micros) {
        return switch (this) {
            case MICROSECOND -> Math.floorMod(micros, 60 * Timestamps.MICROS_PER_SECOND);
            case MILLISECOND -> Math.floorMod(micros, 60 * Timestamps.MICROS_PER_SECOND) / 1_000;
            case SECOND -> Math.floorMod(micros, 60 * Timestamps.MICROS_PER_SECOND) / Timestamps.MICROS_PER_SECOND;
            case MINUTE ->
                Math.floorMod(micros, 3_600 * Timestamps.MICROS_PER_SECOND) / (60 * Timestamps.MICROS_PER_SECOND);
            case HOUR -> Math.floorMod(micros, Timestamps.MICROS_PER_DAY) / (3_600 * Timestamps.MICROS_PER_SECOND);
            case EPOCH -> Math.floorDiv(micros, Timestamps.MICROS_PER_SECOND);
            default -> extractDay(LocalDate.ofEpochDay(Math.floorDiv(micros, Timestamps.MICROS_PER_DAY)));
        };
    }

    /** How many whole units an interval of microseconds has, above the next larger unit. */
    public long ofInterval(long micros) {
        return switch (this) {
            case DAY -> micros / Timestamps.MICROS_PER_DAY;
            case HOUR -> micros % Timestamps.MICROS_PER_DAY / (3_600 * Timestamps.MICROS_PER_SECOND);
            case MINUTE -> micros % (3_600 * Timestamps.MICROS_PER_SECOND) / (60 * Timestamps.MICROS_PER_SECOND);
            case SECOND -> micros % (60 * Timestamps.MICROS_PER_SECOND) / Timestamps.MICROS_PER_SECOND;
            case EPOCH -> micros / Timestamps.MICROS_PER_SECOND;
            default -> throw EvaluationException.invalidArgument(this + " cannot be taken out of an interval");
        };
    }

    private long extractDay(LocalDate date) {
        return switch (this) {
            case DAY -> date.getDayOfMonth();
            case WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> date.getMonthValue();
            case QUARTER -> date.get(IsoFields.QUARTER_OF_YEAR);
            case YEAR -> date.getYear();
            case DECADE -> Math.floorDiv(date.getYear(), 10);
            case CENTURY -> Math.floorDiv(date.getYear() - 1, 100) + 1L;
            case MILLENNIUM -> Math.floorDiv(date.getYear() - 1, 1000) + 1L;
            case DOW -> date.getDayOfWeek().getValue() % 7;
            case ISODOW -> date.getDayOfWeek().getValue();
            case DOY -> date.get(ChronoField.DAY_OF_YEAR);
            case ISOYEAR -> date.get(IsoFields.WEEK_BASED_YEAR);
            default -> throw new IllegalStateException(this + " is no part of a date");
        };
    }

    private static long firstDay(int year) {
        return LocalDate.of(year, 1, 1).toEpochDay();
    }

    private static long floor(long micros, long unit) {
        return micros - Math.floorMod(micros, unit);
    }
}
