package io.travertine.columnar.vector;

/** Numbers as text. */
final class Numbers {
    /** Up to here every integer is a double, so that a double without a fraction has the text of that integer. */
    private static final double LARGEST_EXACT_INTEGER = 1L << 53;

    private Numbers() {}

    /**
     * The shortest text that reads back as the same double, without a fraction where there is none: 5.0 is written as 5, so that
     * the text of an integer does not depend on whether its column was FLOAT64 in between.
     */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT_INTEGER) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }
}
