package io.travertine.cli.output;

import java.util.Locale;

/** Numbers as people read them. */
public final class Units {
    private static final String[] BYTES = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private Units() {}

    /** {@code 200,000}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 record}, {@code 200,000 records}. */
    public static String count(long count, String singular) {
        return count(count) + " " + singular + (count == 1 ? "" : "s");
    }

    /** {@code 950 µs}, {@code 12.3 ms}, {@code 4.56 s}. */
    public static String time(long nanos) {
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%d µs", nanos / 1_000);
        }
        return nanos < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    /** {@code 512 bytes}, {@code 1.2 MiB}. */
    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1_024 && unit < BYTES.length - 1) {
            size /= 1_024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, BYTES[unit]);
    }

    /** {@code 1,234,567/s}. */
    public static String rate(long count, long nanos) {
        return count(Math.round(count * 1e9 / Math.max(1, nanos))) + "/s";
    }
}
