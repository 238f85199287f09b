package io.travertine.columnar.scan;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a column over some rows. Bounds hold every value between them, but need not be values themselves.
 *
 * @param rowCount rows
 * @param nullCount how many of them are null
 * @param min Long, in the order of {@link OrderedValues}, or byte[]; null when nothing is known or all are null
 * @param max likewise
 * @param distinctEstimate about how many different values; 0 when unknown
 */
public record ZoneMap(
        int rowCount,
        int nullCount,
        @Nullable Object min,
        @Nullable Object max,
        int distinctEstimate) {
    /** How the rows stand to a condition. */
    public enum Match {
        /** It is true for none. */
        NONE,
        /** It may be true for some. */
        SOME,
        /** It is true for all. */
        ALL
    }

    /** Bounds on fixed-width values without nulls. */
    public static ZoneMap between(int rowCount, long min, long max) {
        return new ZoneMap(rowCount, 0, min, max, 0);
    }

    public boolean allNull() {
        return nullCount == rowCount;
    }
}
