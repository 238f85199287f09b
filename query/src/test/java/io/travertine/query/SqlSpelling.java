package io.travertine.query;

/** Where our SQL and DuckDB's differ on purpose: one meaning, spelled for each of the two. docs/sql.md lists the differences. */
enum SqlSpelling {
    OURS,
    DUCKDB;

    /** How DuckDB's message ends where only we have an error. */
    static final String DATA_ERROR = "an error in our SQL";

    /** Macros for that: dividing by zero, and the root of a negative number. */
    static final String[] DUCKDB_MACROS = {
        "CREATE MACRO divide_exactly(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('" + DATA_ERROR
                + "') ELSE a / b END",
        "CREATE MACRO remainder_exactly(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN error('" + DATA_ERROR
                + "') ELSE a % b END",
        "CREATE MACRO root_exactly(a) AS CASE WHEN a < 0 THEN error('" + DATA_ERROR + "') ELSE sqrt(a) END"
    };

    /** Whole numbers have 64 bits; DuckDB gives a literal 32. */
    String whole(long value) {
        return this == OURS ? Long.toString(value) : "(" + value + ")::BIGINT";
    }

    /** Numbers with a fraction are doubles; DuckDB takes a literal for a decimal. */
    String fraction(double value) {
        return this == OURS ? Double.toString(value) : "(" + value + ")::DOUBLE";
    }

    String divide(String dividend, String divisor) {
        return this == OURS
                ? "(" + dividend + " / " + divisor + ")"
                : "divide_exactly(" + dividend + ", " + divisor + ")";
    }

    String remainder(String dividend, String divisor) {
        return this == OURS
                ? "(" + dividend + " % " + divisor + ")"
                : "remainder_exactly(" + dividend + ", " + divisor + ")";
    }

    /** The root of a negative number is an error; DuckDB has NaN for it. */
    String root(String operand) {
        return (this == OURS ? "sqrt(" : "root_exactly(") + operand + ")";
    }

    /** A sum is 64 bits wide; DuckDB's has 128. */
    String sum(String operand) {
        return this == OURS ? "sum(" + operand + ")" : "CAST(sum(" + operand + ") AS BIGINT)";
    }

    /** A date and an interval make a date; DuckDB makes a timestamp of them. */
    String date(String expression) {
        return this == OURS ? expression : "CAST(" + expression + " AS DATE)";
    }

    /**
     * Cutting a date gives a timestamp; DuckDB gives a date. It is cast before, not after, for DuckDB takes
     * {@code date_trunc('minute', d) <= TIMESTAMP '2001-01-13 00:00:00'} for {@code d < DATE '2001-01-13'}.
     */
    String truncateDate(String unit, String date) {
        return "date_trunc('" + unit + "', " + (this == OURS ? date : "CAST(" + date + " AS TIMESTAMP)") + ")";
    }

    /** Seconds since 1970 are a whole number; DuckDB has them with a fraction. */
    String epoch(String time) {
        return this == OURS ? "epoch(" + time + ")" : "CAST(floor(epoch(" + time + ")) AS BIGINT)";
    }
}
