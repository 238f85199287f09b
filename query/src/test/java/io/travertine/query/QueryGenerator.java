package io.travertine.query;

import io.travertine.query.expression.Timestamps;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes random tables and random queries over them whose answer does not depend on anything that SQL leaves open. */
final class QueryGenerator {
    static final List<ColumnSchema> COLUMNS = List.of(
            new ColumnSchema("a", ColumnType.INT64),
            new ColumnSchema("b", ColumnType.INT64),
            new ColumnSchema("x", ColumnType.FLOAT64),
            new ColumnSchema("s", ColumnType.STRING),
            new ColumnSchema("u", ColumnType.STRING),
            new ColumnSchema("f", ColumnType.BOOLEAN),
            new ColumnSchema("d", ColumnType.DATE),
            new ColumnSchema("t", ColumnType.TIMESTAMP));

    private final Random random;

    QueryGenerator(long seed) {
        random = new Random(seed);
    }

    /** Few values, many repetitions, many nulls. */
    List<Object[]> rows(int count) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Object[] {
                orNull((long) random.nextInt(10) - 4),
                orNull(random.nextInt(20) == 0 ? random.nextLong() >> 20 : random.nextInt(1000) - 500L),
                orNull(random.nextInt(40) / 4.0 - 3),
                orNull(one("", "a", "ab", "abc", "b", "ba%", "zürich", "A")),
                orNull("u" + random.nextInt(30)),
                orNull(random.nextBoolean()),
                orNull(11_323 + random.nextInt(60)),
                orNull((11_323 * 86_400L + random.nextInt(5_000_000)) * Timestamps.MICROS_PER_SECOND
                        + random.nextInt(3) * 250_000)
            });
        }
        return rows;
    }

    private Object orNull(Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    String query() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> select();
            case 2, 3 -> grouped();
            case 4 -> joined();
            case 5 -> subquery();
            case 6 -> topN();
            default -> nested();
        };
    }

    private String select() {
        String where = random.nextInt(4) == 0 ? "" : " WHERE " + condition("", 2);
        String distinct = random.nextInt(5) == 0 ? "DISTINCT " : "";
        return "SELECT " + distinct + expressions("", 1 + random.nextInt(4)) + " FROM l" + where;
    }

    private String grouped() {
        int keys = random.nextInt(3);
        String where = random.nextBoolean() ? "" : " WHERE " + condition("", 1);
        String keyList = IntStream.range(0, keys).mapToObj(i -> key("")).collect(Collectors.joining(", "));
        String group = keys == 0
                ? ""
                : " GROUP BY "
                        + IntStream.rangeClosed(1, keys)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(", "));
        String having = keys > 0 && random.nextInt(4) == 0 ? " HAVING count(*) > " + random.nextInt(4) : "";
        String aggregates = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> aggregate(""))
                .collect(Collectors.joining(", "));
        return "SELECT " + keyList + (keys == 0 ? "" : ", ") + aggregates + " FROM l" + where + group + having;
    }

    private String joined() {
        String kind = one("JOIN", "LEFT JOIN", "JOIN", "RIGHT JOIN", "FULL JOIN");
        String equal = one("p.a = q.a", "p.s = q.s", "p.a = q.a AND p.f = q.f", "p.u = q.u AND p.s = q.s", "p.d = q.d");
        boolean residual = random.nextInt(3) == 0 && !kind.startsWith("FULL") && !kind.startsWith("RIGHT");
        String on = equal + (residual ? " AND p.b < q.b" : "");
        String where = random.nextInt(3) == 0 ? " WHERE " + condition(one("p.", "q."), 1) : "";
        String list =
                random.nextBoolean() ? "count(*), sum(p.a), max(q.u), count(q.a)" : "p.a, q.s, " + expression("q.", 1);
        return "SELECT " + list + " FROM l p " + kind + " r q ON " + on + where;
    }

    private String subquery() {
        return switch (random.nextInt(6)) {
            case 0 -> "SELECT a, u FROM l WHERE u IN (SELECT u FROM r WHERE " + condition("", 1) + ")";
            case 1 -> "SELECT a, u FROM l WHERE u NOT IN (SELECT u FROM r WHERE u IS NOT NULL AND b > 0)";
            case 2 -> "SELECT a, u FROM l p WHERE EXISTS (SELECT 1 FROM r q WHERE q.u = p.u AND q.a > 0)";
            case 3 -> "SELECT a, u FROM l p WHERE NOT EXISTS (SELECT 1 FROM r q WHERE q.u = p.u)";
            case 4 -> "SELECT a, (SELECT max(q.b) FROM r q WHERE q.u = p.u) FROM l p";
            default -> "SELECT a, b FROM l WHERE b > (SELECT avg(b) FROM r WHERE " + condition("", 1) + ")";
        };
    }

    private String topN() {
        String order = one("ASC", "DESC") + one("", " NULLS FIRST", " NULLS LAST");
        String where = random.nextBoolean() ? "" : " WHERE " + condition("", 1);
        return "SELECT * FROM (SELECT a, u, s, b, t FROM l" + where + " ORDER BY a " + order
                + ", u DESC, s, b, t LIMIT " + random.nextInt(30) + " OFFSET " + random.nextInt(5) + ") z";
    }

    private String nested() {
        return switch (random.nextInt(3)) {
            case 0 ->
                "WITH w AS (SELECT " + key("") + " k, count(*) n, sum(b) m FROM l GROUP BY 1) "
                        + "SELECT n, count(*), max(k), sum(m) FROM w GROUP BY n";
            case 1 ->
                "SELECT s, a FROM l WHERE " + condition("", 1) + " UNION ALL SELECT u, b FROM r WHERE "
                        + condition("", 1);
            default ->
                "SELECT k, count(*) FROM (SELECT " + expression("", 1) + " k FROM l WHERE " + condition("", 1)
                        + ") z GROUP BY k";
        };
    }

    private String key(String prefix) {
        return one(
                prefix + "a",
                prefix + "s",
                prefix + "u",
                prefix + "f",
                prefix + "d",
                prefix + "x",
                "date_trunc('month', " + prefix + "t)",
                "EXTRACT(DAY FROM " + prefix + "t)",
                "CASE WHEN " + prefix + "a > 0 THEN 'p' ELSE 'n' END",
                "upper(" + prefix + "s)");
    }

    private String aggregate(String prefix) {
        String filter = random.nextInt(5) == 0 ? " FILTER (WHERE " + condition(prefix, 1) + ")" : "";
        String number = prefix + one("a", "b", "x");
        String any = prefix + one("a", "b", "x", "s", "u", "d", "t", "f");
        return one(
                        "count(*)",
                        "count(" + any + ")",
                        "count(DISTINCT " + any + ")",
                        "sum(" + number + ")",
                        "avg(" + number + ")",
                        "min(" + any + ")",
                        "max(" + any + ")",
                        "sum(DISTINCT " + number + ")",
                        "stddev_samp(" + prefix + "a)")
                + filter;
    }

    private String expressions(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> expression(prefix, 2)).collect(Collectors.joining(", "));
    }

    private String expression(String prefix, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> number(prefix, depth);
            case 1 -> text(prefix, depth);
            case 2 -> time(prefix);
            default -> prefix + one("a", "b", "x", "s", "u", "f", "d", "t");
        };
    }

    private String number(String prefix, int depth) {
        if (depth == 0) {
            return one(prefix + "a", prefix + "b", "3", "-7", "0");
        }
        String left = number(prefix, depth - 1);
        String right = number(prefix, depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> "(" + left + " + " + right + ")";
            case 1 -> "(" + left + " - " + right + ")";
            case 2 -> "(" + prefix + "a * " + right + ")";
            case 3 -> "(" + left + " / nullif(" + prefix + "a, 0))";
            case 4 -> "(" + left + " % 7)";
            case 5 -> "abs(" + left + ")";
            case 6 -> "coalesce(" + left + ", " + right + ")";
            case 7 -> "CASE WHEN " + condition(prefix, 0) + " THEN " + left + " ELSE " + right + " END";
            default -> "length(" + prefix + "s)";
        };
    }

    private String text(String prefix, int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> "lower(" + prefix + "s)";
            case 1 -> "(" + prefix + "s || '-' || " + prefix + "u)";
            case 2 -> "substring(" + prefix + "u, 2, 1)";
            case 3 -> "CAST(" + number(prefix, depth) + " AS VARCHAR)";
            case 4 -> "coalesce(" + prefix + "s, 'none')";
            case 5 -> "concat(" + prefix + "s, " + prefix + "u)";
            case 6 -> "trim(' ' || " + prefix + "s || ' ')";
            default -> "replace(" + prefix + "s, 'a', 'xy')";
        };
    }

    private String time(String prefix) {
        return one(
                "date_trunc('" + one("hour", "day", "week", "month", "quarter", "year") + "', " + prefix + "t)",
                "CAST(" + prefix + "t AS DATE)",
                "EXTRACT(" + one("HOUR", "MINUTE", "DAY", "MONTH", "DOY", "DOW", "WEEK") + " FROM " + prefix + "t)",
                "(" + prefix + "t + INTERVAL '1' DAY)",
                "(" + prefix + "t - INTERVAL '90' MINUTE)",
                "(" + prefix + "t + INTERVAL '2' MONTH)");
    }

    private String condition(String prefix, int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            String left = condition(prefix, depth - 1);
            String right = condition(prefix, depth - 1);
            return one("(" + left + " AND " + right + ")", "(" + left + " OR " + right + ")", "NOT (" + left + ")");
        }
        String compare = one("=", "<>", "<", "<=", ">", ">=");
        return switch (random.nextInt(14)) {
            case 0 -> prefix + "a " + compare + " " + (random.nextInt(10) - 4);
            case 1 -> prefix + "b " + compare + " " + (random.nextInt(1000) - 500);
            case 2 -> prefix + "x " + compare + " " + random.nextInt(20) / 4.0;
            case 3 -> prefix + "s " + compare + " '" + one("a", "ab", "", "b") + "'";
            case 4 -> prefix + "s LIKE '" + one("a%", "%b%", "_", "%", "ab_", "%ü%", "a") + "'";
            case 5 -> prefix + one("a", "b", "x", "s", "f", "d", "t") + one(" IS NULL", " IS NOT NULL");
            case 6 -> prefix + "a " + one("IN", "NOT IN") + " (1, 2, 3, " + random.nextInt(8) + ")";
            case 7 -> prefix + "a " + one("IN", "NOT IN") + " (-3, -1, 1, 2, 3, 4, 5, 9)";
            case 8 -> prefix + "u " + one("IN", "NOT IN") + " ('u1', 'u2', 'u7', 'u11', 'u12', 'u13', 'u20')";
            case 9 -> prefix + "b BETWEEN -100 AND " + random.nextInt(300);
            case 10 -> prefix + "t " + compare + " TIMESTAMP '2001-01-" + (10 + random.nextInt(20)) + " 12:30:00'";
            case 11 -> prefix + "d " + compare + " DATE '2001-01-" + (10 + random.nextInt(20)) + "'";
            case 12 -> one(prefix + "f", "NOT " + prefix + "f", prefix + "f IS NOT TRUE");
            default -> prefix + "a + 1 " + compare + " " + prefix + "x";
        };
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
