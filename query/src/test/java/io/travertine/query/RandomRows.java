package io.travertine.query;

import io.travertine.query.expression.Timestamps;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Tables of few values, many repetitions and many nulls: {@code l} of some size, {@code r}, {@code m}, and {@code e} without rows. */
final class RandomRows {
    static final List<ColumnSchema> COLUMNS = List.of(
            new ColumnSchema("a", ColumnType.INT64),
            new ColumnSchema("b", ColumnType.INT64),
            new ColumnSchema("x", ColumnType.FLOAT64),
            new ColumnSchema("s", ColumnType.STRING),
            new ColumnSchema("u", ColumnType.STRING),
            new ColumnSchema("n", ColumnType.STRING),
            new ColumnSchema("f", ColumnType.BOOLEAN),
            new ColumnSchema("d", ColumnType.DATE),
            new ColumnSchema("t", ColumnType.TIMESTAMP));

    private static final int FIRST_DAY = 11_323;

    private final Random random;

    private RandomRows(Random random) {
        this.random = random;
    }

    /** The tables by name. */
    static Map<String, List<Object[]>> tables(long seed) {
        RandomRows rows = new RandomRows(new Random(seed));
        return new TreeMap<>(Map.of("l", rows.rows(200), "r", rows.rows(60), "m", rows.rows(8), "e", List.of()));
    }

    private List<Object[]> rows(int count) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Object[] {
                orNull((long) random.nextInt(10) - 4),
                orNull(random.nextInt(20) == 0 ? random.nextLong() >> 20 : random.nextInt(1000) - 500L),
                orNull(random.nextInt(40) / 4.0 - 3),
                orNull(one("", "a", "ab", "abc", "b", "ba%", "zürich", "A", "_x", "it's", "a!")),
                orNull("u" + random.nextInt(30)),
                orNull(one("12", "-7", "0", " 5 ", "007", random.nextInt(20) == 0 ? "x" : "3")),
                orNull(random.nextBoolean()),
                orNull(FIRST_DAY + random.nextInt(60)),
                orNull((FIRST_DAY * 86_400L + random.nextInt(5_000_000)) * Timestamps.MICROS_PER_SECOND
                        + random.nextInt(3) * 250_000)
            });
        }
        return rows;
    }

    private Object orNull(Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
