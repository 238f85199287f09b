package io.travertine.query;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random expressions, one method a type, over the columns of {@link RandomRows}. Values stay small enough for sums and products
 * not to overflow, and divisors are never zero: whether such a row fails depends on what is computed first, which SQL leaves
 * open. {@link #failing} has those that may fail.
 */
final class ExpressionGenerator {
    private final Random random;
    private final SqlSpelling spelling;
    private final List<Object> parameters;
    private final List<String> prefixes;

    /**
     * @param parameters to which the values of the {@code ?N?} in the text are added
     * @param prefixes of the tables in scope, such as {@code p.}, or an empty one
     */
    ExpressionGenerator(Random random, SqlSpelling spelling, List<Object> parameters, String... prefixes) {
        this.random = random;
        this.spelling = spelling;
        this.parameters = parameters;
        this.prefixes = List.of(prefixes);
    }

    String any(int depth) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> number(depth);
            case 2 -> fraction(depth);
            case 3 -> text(depth);
            case 4 -> time(depth);
            case 5 -> date(depth);
            default -> truth(depth);
        };
    }

    String anyColumn() {
        return column("a", "b", "x", "s", "u", "f", "d", "t");
    }

    String column(String... names) {
        return prefixes.get(random.nextInt(prefixes.size())) + one(names);
    }

    String number(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0 ? spelling.whole(random.nextInt(12) - 5) : column("a", "b");
        }
        return switch (random.nextInt(16)) {
            case 0 -> "(" + number(depth - 1) + one(" + ", " - ") + number(depth - 1) + ")";
            case 1 -> "(" + column("a") + " * " + number(depth - 1) + ")";
            case 2 -> spelling.divide(number(depth - 1), "nullif(" + column("a") + ", 0)");
            case 3 -> spelling.remainder(number(depth - 1), spelling.whole(one(7, -3)));
            case 4 -> one("abs(", "- (", "sign(") + number(depth - 1) + ")";
            case 5 -> "coalesce(" + number(depth - 1) + ", " + number(depth - 1) + ")";
            case 6 -> choice(depth, () -> number(depth - 1));
            case 7 -> "nullif(" + number(depth - 1) + ", " + number(0) + ")";
            case 8 -> one("greatest(", "least(") + number(depth - 1) + ", " + number(0) + ")";
            case 9 -> "length(" + text(depth - 1) + ")";
            case 10 -> "strpos(" + text(depth - 1) + ", '" + one("a", "b", "ü", "") + "')";
            case 11 -> extract(depth);
            case 12 -> "CAST(" + column("f") + " AS BIGINT)";
            case 13 -> "CAST(" + fraction(0) + " AS BIGINT)";
            default -> column("a", "b");
        };
    }

    private String extract(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> spelling.epoch(time(depth - 1));
            case 1 -> "epoch_ms(" + time(depth - 1) + ")";
            case 2 -> "date_part('" + one("year", "month", "day", "quarter") + "', " + date(depth - 1) + ")";
            default ->
                "EXTRACT("
                        + one("SECOND", "MINUTE", "HOUR", "DAY", "MONTH", "YEAR", "DOY", "DOW", "WEEK", "QUARTER")
                        + " FROM " + time(depth - 1) + ")";
        };
    }

    String fraction(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? spelling.fraction(random.nextInt(20) / 4.0 - 2) : column("x");
        }
        return switch (random.nextInt(12)) {
            case 0 -> "(" + fraction(depth - 1) + one(" + ", " - ", " * ") + number(0) + ")";
            case 1 -> "(" + number(0) + one(" + ", " - ", " * ") + fraction(depth - 1) + ")";
            case 2 -> spelling.divide(fraction(depth - 1), "nullif(" + column("x") + ", 0)");
            case 3 -> "coalesce(" + fraction(depth - 1) + ", " + number(0) + ")";
            case 4 -> "round(" + fraction(depth - 1) + ", " + one("0", "1", "2") + ")";
            case 5 -> one("floor(", "ceil(", "abs(", "- (") + fraction(depth - 1) + ")";
            case 6 -> "sqrt(abs(" + fraction(depth - 1) + "))";
            case 7 -> choice(depth, () -> fraction(depth - 1));
            case 8 -> "nullif(" + fraction(depth - 1) + ", " + fraction(0) + ")";
            case 9 -> "CAST(" + number(depth - 1) + " AS DOUBLE)";
            case 10 -> one("greatest(", "least(") + fraction(depth - 1) + ", " + number(0) + ")";
            default -> column("x");
        };
    }

    String text(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? "'" + one("", "a", "ab", "B", "ü", "it''s", "a%") + "'" : column("s", "u");
        }
        return switch (random.nextInt(18)) {
            case 0 -> one("lower(", "upper(", "reverse(") + text(depth - 1) + ")";
            case 1 -> "(" + text(depth - 1) + " || " + text(depth - 1) + ")";
            case 2 -> "substring(" + text(depth - 1) + ", " + (1 + random.nextInt(3)) + ", " + random.nextInt(3) + ")";
            case 3 -> "substring(" + text(depth - 1) + " FROM " + (1 + random.nextInt(3)) + ")";
            case 4 -> "CAST(" + number(depth - 1) + " AS VARCHAR)";
            case 5 -> "CAST(" + one(date(depth - 1), time(depth - 1), truth(depth - 1), column("x")) + " AS VARCHAR)";
            case 6 -> "coalesce(" + text(depth - 1) + ", " + text(0) + ")";
            case 7 -> "concat(" + text(depth - 1) + ", " + column("s", "u") + ", '-')";
            case 8 -> "trim(' ' || " + text(depth - 1) + " || '  ')";
            case 9 -> "replace(" + text(depth - 1) + ", 'a', 'xy')";
            case 10 -> one("left(", "right(") + text(depth - 1) + ", " + (random.nextInt(5) - 2) + ")";
            case 11 -> one("lpad(", "rpad(") + text(depth - 1) + ", " + random.nextInt(6) + ", '.-')";
            case 12 -> "repeat(" + text(depth - 1) + ", " + random.nextInt(3) + ")";
            case 13 -> "split_part(" + text(depth - 1) + ", 'b', " + one("1", "2", "-1") + ")";
            case 14 -> choice(depth, () -> text(depth - 1));
            case 15 -> "nullif(" + text(depth - 1) + ", " + text(0) + ")";
            case 16 -> one("ltrim(", "rtrim(") + text(depth - 1) + ", 'ab')";
            default -> column("s", "u");
        };
    }

    String time(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? timeLiteral() : column("t");
        }
        return switch (random.nextInt(8)) {
            case 0 -> "date_trunc('" + unit() + "', " + time(depth - 1) + ")";
            case 1 -> spelling.truncateDate(unit(), date(depth - 1));
            case 2 -> "(" + time(depth - 1) + one(" + ", " - ") + interval() + ")";
            case 3 -> "CAST(" + date(depth - 1) + " AS TIMESTAMP)";
            case 4 -> "coalesce(" + time(depth - 1) + ", " + time(0) + ")";
            case 5 -> choice(depth, () -> time(depth - 1));
            case 6 -> "time_bucket(INTERVAL '" + one("15' MINUTE", "6' HOUR", "7' DAY") + ", " + time(depth - 1) + ")";
            default -> column("t");
        };
    }

    String date(int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0 ? "DATE '2001-01-" + (10 + random.nextInt(20)) + "'" : column("d");
        }
        return switch (random.nextInt(6)) {
            case 0 -> "CAST(" + time(depth - 1) + " AS DATE)";
            case 1 ->
                spelling.date("(" + date(depth - 1) + one(" + ", " - ") + "INTERVAL '"
                        + one("1' DAY", "2' MONTH", "1' YEAR") + ")");
            case 2 -> "coalesce(" + date(depth - 1) + ", " + date(0) + ")";
            case 3 -> choice(depth, () -> date(depth - 1));
            case 4 -> one("greatest(", "least(") + date(depth - 1) + ", " + date(0) + ")";
            default -> column("d");
        };
    }

    private String timeLiteral() {
        return "TIMESTAMP '2001-01-" + (10 + random.nextInt(20)) + one(" 12:30:00'", " 00:00:00'", " 23:59:59.25'");
    }

    private String unit() {
        return one("minute", "hour", "day", "week", "month", "quarter", "year");
    }

    private String interval() {
        return "INTERVAL '" + one("1' DAY", "90' MINUTE", "30' SECOND", "2' MONTH", "1' YEAR", "36' HOUR");
    }

    /** A value of the boolean type; as a condition see {@link #condition}. */
    String truth(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> column("f");
            case 1 -> "coalesce(" + column("f") + ", " + one("TRUE", "FALSE", column("f")) + ")";
            default -> "(" + condition(depth) + ")";
        };
    }

    /** Three-valued: nothing that it reads is free of nulls. */
    String condition(int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            String left = condition(depth - 1);
            String right = condition(depth - 1);
            return one("(" + left + " AND " + right + ")", "(" + left + " OR " + right + ")", "NOT (" + left + ")");
        }
        return switch (random.nextInt(18)) {
            case 17 -> column("a") + compare() + "NULL";
            case 0 -> column("a") + compare() + constant(random.nextInt(10) - 4L);
            case 1 -> column("b") + compare() + constant(random.nextInt(1000) - 500L);
            case 2 -> column("x") + compare() + spelling.fraction(random.nextInt(20) / 4.0);
            case 3 -> text(depth) + compare() + constant(one("a", "ab", "", "b", "u12"));
            case 4 -> like();
            case 5 -> any(0) + one(" IS NULL", " IS NOT NULL");
            case 6 -> column("a") + in(one("1, 2, 3", "-3, -1, 1, 2, 3, 4, 5, 9", "1, NULL", "0, 0, NULL, 2, 5, 6"));
            case 7 -> column("u") + in(one("'u1', 'u2', 'u7', 'u11', 'u12', 'u13'", "'u3'", "'u4', NULL"));
            case 8 -> column("a", "b") + one("", " NOT") + " BETWEEN " + number(0) + " AND " + number(0);
            case 9 -> time(depth) + compare() + timeLiteral();
            case 10 -> date(depth) + compare() + date(0);
            case 11 -> column("f") + one("", " IS TRUE", " IS NOT TRUE", " IS FALSE", " IS NOT FALSE", " = FALSE");
            case 12 -> number(depth) + compare() + one(number(0), fraction(0));
            case 13 -> distinct(depth);
            case 14 -> choice(1, () -> one(column("f"), "TRUE", "CAST(NULL AS BOOLEAN)"));
            case 15 -> one("starts_with(", "ends_with(") + text(0) + ", '" + one("a", "u1", "") + "')";
            default -> column("s", "u") + compare() + column("s", "u");
        };
    }

    private String distinct(int depth) {
        String not = one(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ");
        return switch (random.nextInt(3)) {
            case 0 -> number(depth) + not + number(0);
            case 1 -> text(depth) + not + text(0);
            default -> date(depth) + not + date(0);
        };
    }

    private String like() {
        String pattern = one("a%", "%b%", "_", "%", "ab_", "%ü%", "a", "", "u_", "%1", "_%2");
        String escaped = one("ba!%", "%!%", "!_%", "a!!%", "%!%%");
        boolean escape = random.nextInt(4) == 0;
        return column("s", "u") + one(" LIKE '", " NOT LIKE '", " ILIKE '") + (escape ? escaped : pattern) + "'"
                + (escape ? " ESCAPE '!'" : "");
    }

    private String in(String list) {
        return one(" IN (", " NOT IN (") + list + ")";
    }

    private String compare() {
        return one(" = ", " <> ", " < ", " <= ", " > ", " >= ");
    }

    /** Now written out, now a parameter. */
    private String constant(Object value) {
        if (random.nextInt(8) == 0) {
            parameters.add(value);
            return "?" + (parameters.size() - 1) + "?";
        }
        return value instanceof Long number ? spelling.whole(number) : "'" + value + "'";
    }

    private String choice(int depth, Supplier<String> value) {
        return switch (random.nextInt(4)) {
            case 0 -> "CASE WHEN " + condition(0) + " THEN " + value.get() + " END";
            case 1 ->
                "CASE WHEN " + condition(depth - 1) + " THEN " + value.get() + " WHEN " + condition(0) + " THEN "
                        + value.get() + " ELSE " + value.get() + " END";
            case 2 ->
                "CASE " + column("a") + " WHEN 1 THEN " + value.get() + " WHEN 2 THEN NULL ELSE " + value.get()
                        + " END";
            default -> "CASE WHEN " + condition(0) + " THEN " + value.get() + " ELSE " + value.get() + " END";
        };
    }

    /** Something to group by. */
    String key() {
        return switch (random.nextInt(5)) {
            case 0 -> any(1);
            case 1 -> "CASE WHEN " + condition(0) + " THEN 'p' ELSE " + one("'n'", "NULL", "'long'") + " END";
            default -> anyColumn();
        };
    }

    String aggregate() {
        String filter = random.nextInt(5) == 0 ? " FILTER (WHERE " + condition(1) + ")" : "";
        return switch (random.nextInt(9)) {
            case 0 -> "count(*)" + filter;
            case 1 -> "count(" + any(1) + ")" + filter;
            case 2 -> "count(DISTINCT " + any(1) + ")" + filter;
            case 3 -> "sum(" + one("", "DISTINCT ") + number(1) + ")" + filter;
            case 4 -> one("sum(", "avg(", "avg(DISTINCT ") + fraction(1) + ")" + filter;
            case 5 -> one("min(", "max(") + any(1) + ")" + filter;
            case 6 -> one("stddev_samp(", "stddev_pop(", "var_samp(", "var_pop(") + column("a", "x") + ")" + filter;
            case 7 -> one("bool_and(", "bool_or(") + truth(0) + ")" + filter;
            default -> "avg(" + number(1) + ")" + filter;
        };
    }

    /** An expression that fails on some values: whether it does must not depend on the engine. */
    String failing() {
        return switch (random.nextInt(10)) {
            case 0 -> spelling.divide(number(0), number(0));
            case 1 -> spelling.remainder(number(0), number(0));
            case 2 -> spelling.divide(fraction(0), fraction(0));
            case 3 -> "(" + column("b") + one(" + ", " * ", " - ") + spelling.whole(Long.MAX_VALUE - 300) + ")";
            case 4 -> "(" + spelling.whole(random.nextLong()) + " * " + column("a") + ")";
            case 5 -> "CAST(" + column("n") + " AS " + one("BIGINT", "DOUBLE", "DATE", "TIMESTAMP", "BOOLEAN") + ")";
            case 6 -> "CAST(" + column("b") + " AS " + one("SMALLINT", "INTEGER", "TINYINT") + ")";
            case 7 -> "CAST(" + fraction(0) + " * " + spelling.fraction(1e19) + " AS BIGINT)";
            case 8 -> spelling.sum(spelling.whole(Long.MAX_VALUE / 3) + " + " + column("a"));
            default -> spelling.root(column("x"));
        };
    }

    String list(int count, Supplier<String> item) {
        return IntStream.range(0, count).mapToObj(i -> item.get()).collect(Collectors.joining(", "));
    }

    /** Every choice has been made, and has drawn its random numbers, before one is taken: both spellings draw the same. */
    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
