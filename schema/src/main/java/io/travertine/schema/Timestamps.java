package io.travertine.schema;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * RFC 3339 timestamps as microseconds since 1970-01-01T00:00:00Z, years 0000 to 9999. Read without garbage, for the decoder
 * does it for every row: {@code 2001-01-01T00:01:00Z}, with a fraction of up to nine digits (below a microsecond it is cut), with
 * an offset as {@code +02:00}, with a blank for the T, without a zone (then it is UTC), or a date alone (then it is midnight).
 */
public final class Timestamps {
    /** What {@link #parse} returns for what is no timestamp. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_END = 19;

    private Timestamps() {}

    /** Microseconds since 1970, or {@link #INVALID}. */
    public static long parse(byte[] text, int position, int length) {
        long day = parseDay(text, position, Math.min(length, DATE_LENGTH));
        if (day == INVALID || length == DATE_LENGTH) {
            return day == INVALID ? INVALID : day * MICROS_PER_DAY;
        }
        if (length < SECONDS_END) {
            return INVALID;
        }
        int hour = two(text, position + 11);
        int minute = two(text, position + 14);
        int second = two(text, position + 17);
        byte separator = text[position + 10];
        if ((separator | 0x20) != 't' && separator != ' '
                || text[position + 13] != ':'
                || text[position + 16] != ':'
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 60) {
            return INVALID;
        }
        long micros = day * MICROS_PER_DAY + ((hour * 60L + minute) * 60 + second) * MICROS_PER_SECOND;
        return fractionAndZone(text, position + SECONDS_END, position + length, micros);
    }

    /** Microseconds since 1970, or {@link #INVALID}. */
    public static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** Days since 1970 of a date as {@code 2001-01-31}, or {@link #INVALID}. */
    public static long parseDay(byte[] text, int position, int length) {
        if (length != DATE_LENGTH || text[position + 4] != '-' || text[position + 7] != '-') {
            return INVALID;
        }
        int century = two(text, position);
        int year = two(text, position + 2);
        int month = two(text, position + 5);
        int day = two(text, position + 8);
        if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) {
            return INVALID;
        }
        year += 100 * century;
        return day > daysInMonth(year, month) ? INVALID : daysSinceEpoch(year, month, day);
    }

    /** Milliseconds as microseconds; what is out of range (beyond the year 290,000) becomes the nearest that is in it. */
    public static long micros(long millis) {
        long micros = millis * MICROS_PER_MILLI;
        if (micros / MICROS_PER_MILLI == millis) {
            return micros;
        }
        return millis < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** The point in time that is so many microseconds from 1970. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    /** As RFC 3339 in UTC, with as many digits of the fraction as there are to say: none, three or six. */
    public static String format(long micros) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        long rest = Math.floorMod(micros, MICROS_PER_DAY);
        int seconds = (int) (rest / MICROS_PER_SECOND);
        int fraction = (int) (rest % MICROS_PER_SECOND);
        StringBuilder text = new StringBuilder(27).append(formatDay(day)).append('T');
        digits(text, seconds / 3600, 2).append(':');
        digits(text, seconds / 60 % 60, 2).append(':');
        digits(text, seconds % 60, 2);
        if (fraction != 0) {
            boolean millis = fraction % 1000 == 0;
            digits(text.append('.'), millis ? fraction / 1000 : fraction, millis ? 3 : 6);
        }
        return text.append('Z').toString();
    }

    /** A day since 1970 as {@code 2001-01-31}. */
    public static String formatDay(long day) {
        return java.time.LocalDate.ofEpochDay(day).toString();
    }

    private static long fractionAndZone(byte[] text, int at, int end, long micros) {
        if (at < end && text[at] == '.') {
            int begin = ++at;
            int fraction = 0;
            while (at < end && digit(text[at]) >= 0) {
                if (at - begin < 6) {
                    fraction = 10 * fraction + digit(text[at]);
                }
                at++;
            }
            int digits = at - begin;
            if (digits == 0 || digits > 9) {
                return INVALID;
            }
            for (int i = digits; i < 6; i++) {
                fraction *= 10;
            }
            micros += fraction;
        }
        if (at == end) {
            return micros;
        }
        if ((text[at] | 0x20) == 'z') {
            return at + 1 == end ? micros : INVALID;
        }
        return offset(text, at, end, micros);
    }

    private static long offset(byte[] text, int at, int end, long micros) {
        boolean east = text[at] == '+';
        if (end - at != 6 || text[at + 3] != ':' || (!east && text[at] != '-')) {
            return INVALID;
        }
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return INVALID;
        }
        long offset = (hours * 60L + minutes) * 60 * MICROS_PER_SECOND;
        return east ? micros - offset : micros + offset;
    }

    /** Two digits as a number, negative when they are none. */
    private static int two(byte[] text, int at) {
        int tens = digit(text[at]);
        int ones = digit(text[at + 1]);
        return tens < 0 || ones < 0 ? -1 : 10 * tens + ones;
    }

    private static int digit(byte c) {
        int value = c - '0';
        return value >= 0 && value <= 9 ? value : -1;
    }

    private static int daysInMonth(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days from civil, with March as the first month of a year, so that leap days come last (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
    private static long daysSinceEpoch(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    private static StringBuilder digits(StringBuilder text, int value, int width) {
        for (int unit = (int) Math.pow(10, width - 1); unit > 0; unit /= 10) {
            text.append((char) ('0' + value / unit % 10));
        }
        return text;
    }
}
