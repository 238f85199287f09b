package io.travertine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes random queries over {@link RandomRows} whose answer does not depend on anything that SQL leaves open. The same seed gives
 * the same query in either spelling.
 */
final class QueryGenerator {
    /**
     * A query and the values of its parameters.
     *
     * @param ordered whether the order of its rows is fixed
     */
    record Query(String sql, List<Object> parameters, boolean ordered) {}

    private static final Pattern PARAMETER = Pattern.compile("\\?(\\d+)\\?");

    private final Random random;
    private final SqlSpelling spelling;
    private final List<Object> parameters = new ArrayList<>();
    private final ExpressionGenerator plain;
    private final ExpressionGenerator joined;
    private boolean ordered;

    private QueryGenerator(long seed, SqlSpelling spelling) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.spelling = spelling;
        this.plain = scope("");
        this.joined = scope("p.", "q.");
    }

    static Query query(long seed, SqlSpelling spelling) {
        QueryGenerator generator = new QueryGenerator(seed, spelling);
        String sql = generator.query();
        List<Object> inOrder = new ArrayList<>();
        String positional = PARAMETER.matcher(sql).replaceAll((MatchResult found) -> {
            inOrder.add(generator.parameters.get(Integer.parseInt(found.group(1))));
            return "?";
        });
        return new Query(positional, inOrder, generator.ordered);
    }

    private ExpressionGenerator scope(String... prefixes) {
        return new ExpressionGenerator(random, spelling, parameters, prefixes);
    }

    private String query() {
        return switch (random.nextInt(17)) {
            case 0, 1 -> select(table());
            case 2, 3, 4 -> grouped(table());
            case 5, 6 -> join();
            case 7 -> joins();
            case 8 -> membership();
            case 9 -> correlated();
            case 10 -> scalar();
            case 11, 12 -> ordered();
            case 13 -> union();
            case 14 -> common();
            case 15 -> nested();
            default -> failing();
        };
    }

    private String table() {
        return plain.one("l", "l", "l", "r", "r", "m", "e");
    }

    private String where(ExpressionGenerator scope, int depth) {
        String condition = scope.condition(depth);
        return random.nextInt(3) == 0 ? "" : " WHERE " + condition;
    }

    private String select(String table) {
        return "SELECT " + plain.one("", "", "", "DISTINCT ") + plain.list(1 + random.nextInt(4), () -> plain.any(2))
                + " FROM " + table + where(plain, 2);
    }

    private String grouped(String table) {
        int keys = random.nextInt(4);
        String list = plain.list(keys, plain::key) + (keys == 0 ? "" : ", ");
        String aggregates = plain.list(1 + random.nextInt(4), plain::aggregate);
        String having =
                plain.one("count(*) > " + random.nextInt(4), "max(a) > 2", "min(s) IS NOT NULL", "sum(a) <> avg(b)");
        return "SELECT " + list + aggregates + " FROM " + table + where(plain, 1) + groupBy(keys)
                + (random.nextInt(4) == 0 ? " HAVING " + having : "");
    }

    private static String groupBy(int keys) {
        return keys == 0
                ? ""
                : " GROUP BY "
                        + IntStream.rangeClosed(1, keys)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(", "));
    }

    private String join() {
        String kind = plain.one("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        String residual = random.nextInt(3) == 0 && !kind.startsWith("FULL") ? " AND " + joined.condition(1) : "";
        String list = plain.one(
                "count(*), sum(p.a), max(q.u), count(q.a)", joined.list(3, () -> joined.any(1)), "p.a, p.u, q.s, q.d");
        return "SELECT " + list + " FROM " + table() + " p " + kind + " " + table() + " q ON " + equality() + residual
                + where(joined, 1);
    }

    private String equality() {
        return plain.one(
                "p.a = q.a",
                "p.s = q.s",
                "p.a = q.a AND p.f = q.f",
                "p.u = q.u AND p.s = q.s",
                "p.d = q.d",
                "p.a = q.x",
                "p.t = q.d",
                "p.a + 1 = q.a",
                "upper(p.s) = upper(q.s)",
                "p.a = q.a AND p.s IS NOT DISTINCT FROM q.s");
    }

    private String joins() {
        ExpressionGenerator three = scope("p.", "q.", "z.");
        String second = plain.one(
                " JOIN r z ON z.a = p.a",
                " LEFT JOIN r z ON z.u = q.u",
                " CROSS JOIN m z",
                ", m z",
                " LEFT JOIN e z ON z.a = q.a",
                " FULL JOIN m z ON z.a = p.a");
        String condition = three.condition(1);
        if (random.nextInt(5) == 0) {
            return "SELECT a, count(*), max(p.u) FROM l p " + plain.one("JOIN", "LEFT JOIN", "FULL JOIN")
                    + " r q USING (" + plain.one("a", "a, s") + ") GROUP BY a";
        }
        return "SELECT count(*), " + three.list(2, three::aggregate) + " FROM r p "
                + plain.one("JOIN", "LEFT JOIN", "RIGHT JOIN") + " m q ON " + equality() + second
                + (random.nextBoolean() ? " WHERE " + condition : "");
    }

    private String membership() {
        String inner = plain.one("a", "a", "b", "u", "s");
        String outer = inner.equals("a") ? plain.number(1) : inner;
        String in =
                outer + plain.one(" IN ", " NOT IN ") + "(SELECT " + inner + " FROM " + table() + where(plain, 1) + ")";
        String quantified = outer + plain.one(" > ", " <= ", " = ", " <> ") + plain.one("ANY", "ALL") + " (SELECT "
                + inner + " FROM " + table() + where(plain, 1) + ")";
        String pair = "(a, s)" + plain.one(" IN ", " NOT IN ") + "(SELECT a, s FROM " + table() + where(plain, 1) + ")";
        return plain.one(
                "SELECT a, u FROM l WHERE " + in,
                "SELECT a, u FROM l WHERE " + quantified,
                "SELECT a, " + quantified + " FROM m",
                "SELECT a, u FROM l WHERE " + pair,
                "SELECT a, s, " + pair + " FROM m",
                "SELECT a, u FROM l WHERE " + in + " OR f",
                "SELECT a, u FROM l WHERE NOT (" + in + ") AND " + plain.condition(1),
                "SELECT " + in + ", count(*) FROM l GROUP BY 1",
                "SELECT CASE WHEN " + in + " THEN 'in' ELSE 'out' END, u FROM l");
    }

    private String correlated() {
        ExpressionGenerator inner = scope("q.");
        String on = plain.one("q.u = p.u", "q.a = p.a", "q.a = p.a AND q.s = p.s", "q.s = p.s AND q.b > 0");
        String from =
                " FROM " + table() + " q WHERE " + on + (random.nextBoolean() ? "" : " AND " + inner.condition(1));
        String aggregate = plain.one("max(q.b)", "count(*)", "sum(q.a)", "count(q.s)", "min(q.s)", "avg(q.x)");
        return plain.one(
                "SELECT p.a, p.u FROM l p WHERE EXISTS (SELECT 1" + from + ")",
                "SELECT p.a, p.u FROM l p WHERE NOT EXISTS (SELECT 1" + from + ")",
                "SELECT p.a, p.u FROM l p WHERE EXISTS (SELECT 1" + from + ") OR p.f",
                "SELECT p.a, p.u, (SELECT " + aggregate + from + ") FROM l p",
                "SELECT p.a, p.u FROM l p WHERE p.b > (SELECT avg(q.b)" + from + ")",
                "SELECT p.a, p.u FROM l p WHERE p.b IN (SELECT q.b" + from + ")",
                "SELECT p.a, p.u FROM l p WHERE p.a NOT IN (SELECT q.a" + from + ")");
    }

    private String scalar() {
        String value = "(SELECT " + plain.one("avg(b)", "max(a)", "count(*)", "min(x)") + " FROM " + table()
                + where(plain, 1) + ")";
        return plain.one(
                "SELECT a, b FROM l WHERE b > " + value,
                "SELECT a, " + value + " FROM m",
                "SELECT a, count(*) FROM l GROUP BY a HAVING count(*) >= " + value,
                "SELECT sum(x) / (1 + abs(" + value + ")) FROM l",
                "SELECT u FROM l WHERE EXISTS " + value,
                "SELECT coalesce(" + value + ", -1), a FROM r WHERE a = 1");
    }

    /** All columns are sort keys, so that rows that compare equal are equal. */
    private String ordered() {
        ordered = true;
        int columns = 1 + random.nextInt(4);
        String order = IntStream.rangeClosed(1, columns)
                .mapToObj(i -> i + plain.one("", " ASC", " DESC") + plain.one("", " NULLS FIRST", " NULLS LAST"))
                .collect(Collectors.joining(", "));
        String limit =
                plain.one("", " LIMIT " + random.nextInt(30), " LIMIT 5 OFFSET " + random.nextInt(9), " OFFSET 7");
        String query = random.nextInt(4) == 0
                ? "SELECT " + plain.list(columns - 1, plain::key) + (columns == 1 ? "" : ", ") + plain.aggregate()
                        + " FROM l" + where(plain, 1) + groupBy(columns - 1)
                : "SELECT " + plain.one("", "DISTINCT ") + plain.list(columns, () -> plain.any(1)) + " FROM " + table()
                        + where(plain, 1);
        return query + " ORDER BY " + order + limit;
    }

    private String union() {
        String operator = plain.one(" UNION ALL ", " UNION ALL ", " UNION ", " INTERSECT ", " EXCEPT ");
        String first = plain.one("a", "x", "b", "1", "2.5", "NULL", plain.number(1));
        String second = plain.one("b", "x", "a", "3", plain.fraction(1));
        String sql = "SELECT s, " + first + " AS v FROM " + table() + where(plain, 1) + operator + "SELECT u, " + second
                + " FROM " + table() + where(plain, 1);
        return plain.one(
                sql,
                "SELECT v, count(*), min(s) FROM (" + sql + ") z GROUP BY v",
                sql + " UNION ALL SELECT 'more', 4",
                "SELECT * FROM (" + sql + ") z WHERE v > 2");
    }

    private String common() {
        String grouped = "SELECT " + plain.key() + " AS k, count(*) AS n, sum(b) AS m FROM " + table() + where(plain, 1)
                + " GROUP BY 1";
        return plain.one(
                "WITH w AS (" + grouped + ") SELECT n, count(*), max(k), sum(m) FROM w GROUP BY n",
                "WITH w AS (" + grouped + "), v AS (SELECT max(n) AS top FROM w) SELECT k, n FROM w, v WHERE n = top",
                "WITH w AS (" + grouped + ") SELECT p.k, q.m FROM w p JOIN w q ON p.k = q.k AND p.n = q.n",
                "WITH w AS (SELECT * FROM l WHERE " + plain.condition(1)
                        + ") SELECT count(*) FROM w WHERE a IN (SELECT a FROM w)",
                "WITH w AS (" + grouped + ") SELECT n, m FROM w WHERE m > (SELECT avg(m) FROM w)");
    }

    private String nested() {
        String key = plain.any(1);
        String inner = "(SELECT " + key + " AS k, a, s FROM " + table() + where(plain, 1);
        return plain.one(
                "SELECT k, count(*) FROM " + inner + ") z GROUP BY k",
                "SELECT z.s, q.u FROM " + inner + ") z JOIN m q ON z.a = q.a",
                "SELECT count(*), count(k), sum(a) FROM " + inner + " ORDER BY k, a, s LIMIT 20) z",
                "SELECT DISTINCT k FROM " + inner + ") z WHERE a > 0 AND s IS NOT NULL",
                "SELECT abs(a) AS a, count(*) FROM l GROUP BY a",
                "SELECT max(n), min(n) FROM (SELECT a, count(*) AS n FROM l GROUP BY a HAVING count(*) > 1) z",
                "SELECT a AS b, b AS a FROM m WHERE a > 0");
    }

    /** What it computes may fail, on a few rows, and must fail on both sides or on none. */
    private String failing() {
        String value = plain.failing();
        return "SELECT " + value + " FROM m" + plain.one("", " WHERE a > 0", " WHERE f");
    }
}
