package io.travertine.columnar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.jspecify.annotations.Nullable;

/** What every range over the rows of a {@link RandomTable} must do, however it holds them. */
public final class RangeChecks {
    private RangeChecks() {}

    /** Every column of every row is what went in. */
    public static void holdsAll(ColumnRange range, RandomTable table) throws Exception {
        List<ColumnSchema> columns = withoutHeaders(range);
        assertEquals(expected(table, range, columns, List.of()), scan(range, columns, List.of(), Long.MAX_VALUE));
    }

    /** Random scans give what filtering the rows one by one gives. */
    public static void scansAsNaively(ColumnRange range, RandomTable table, Random random, int scans) throws Exception {
        for (int i = 0; i < scans; i++) {
            List<ColumnSchema> columns = randomColumns(range, random);
            List<ColumnPredicate> predicates = new ArrayList<>();
            for (int p = random.nextInt(4); p > 0; p--) {
                ColumnSchema column = randomColumn(range, random);
                predicates.add(NaivePredicates.random(random, column, values(table, range, column)));
            }
            List<List<@Nullable Object>> expected = expected(table, range, columns, predicates);
            long limit = random.nextInt(3) == 0 ? random.nextInt(20) : Long.MAX_VALUE;
            List<List<@Nullable Object>> wanted = expected.subList(0, (int) Math.min(limit, expected.size()));
            assertEquals(wanted, scan(range, columns, predicates, limit), () -> predicates + " limit " + limit);
        }
    }

    /** The records come back as they were given, from any offset on. */
    public static void givesRecordsBack(ColumnRange range, RandomTable table, Random random) throws Exception {
        long from = range.firstOffset() + random.nextInt((int) range.rowCount() + 2) - 1;
        try (RecordReader reader = range.records(from)) {
            for (long offset = Math.max(from, range.firstOffset());
                    offset < range.firstOffset() + range.rowCount();
                    offset++) {
                SimpleRecord record = table.records.get((int) (offset - table.firstOffset));
                if (record == null) {
                    continue;
                }
                assertEquals(true, reader.next());
                assertEquals(offset, reader.offset());
                assertEquals(record.timestamp(), reader.timestampMs());
                assertEquals(record.key(), bytes(reader.keyBytes(), reader.keyPosition(), reader.keyLength()), "key");
                assertEquals(
                        record.value(),
                        bytes(reader.valueBytes(), reader.valuePosition(), reader.valueLength()),
                        "value");
                sameHeaders(record.headers(), reader.headers());
            }
            assertEquals(false, reader.next());
        }
    }

    private static @Nullable ByteBuffer bytes(byte[] source, int position, int length) {
        return length < 0 ? null : ByteBuffer.wrap(source, position, length);
    }

    private static void sameHeaders(Header[] expected, List<RecordReader.Header> actual) {
        assertEquals(expected.length, actual.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i].key(), actual.get(i).key());
            assertArrayEquals(expected[i].value(), actual.get(i).value());
        }
    }

    private static List<List<@Nullable Object>> scan(
            ColumnRange range, List<ColumnSchema> columns, List<ColumnPredicate> predicates, long limit)
            throws Exception {
        return Cells.rows(range.scan(new ScanRequest(columns, predicates, limit)));
    }

    private static List<List<@Nullable Object>> expected(
            RandomTable table, ColumnRange range, List<ColumnSchema> columns, List<ColumnPredicate> predicates) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : rows(table, range)) {
            boolean passes = predicates.stream()
                    .allMatch(predicate -> NaivePredicates.passes(
                            predicate.predicate(),
                            predicate.column().type(),
                            RandomTable.cell(row, predicate.column())));
            if (passes) {
                List<@Nullable Object> cells = new ArrayList<>();
                columns.forEach(column -> cells.add(RandomTable.cell(row, column)));
                rows.add(cells);
            }
        }
        return rows;
    }

    private static List<Map<String, Object>> rows(RandomTable table, ColumnRange range) {
        int first = (int) (range.firstOffset() - table.firstOffset);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : table.rows.subList(first, first + (int) range.rowCount())) {
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<@Nullable Object> values(RandomTable table, ColumnRange range, ColumnSchema column) {
        List<@Nullable Object> values = new ArrayList<>();
        rows(table, range).forEach(row -> values.add(RandomTable.cell(row, column)));
        values.add(
                switch (column.type()) {
                    case BOOLEAN -> true;
                    case DATE -> 1;
                    case INT64, TIMESTAMP -> 1L;
                    case FLOAT64 -> 1.0;
                    case RECORD_ID -> "0".repeat(32);
                    case STRING, BINARY, JSON -> "x";
                });
        return values;
    }

    private static List<ColumnSchema> withoutHeaders(ColumnRange range) {
        return range.schema().columns().stream()
                .filter(column -> !column.name().equals(SystemColumns.HEADERS))
                .toList();
    }

    private static List<ColumnSchema> randomColumns(ColumnRange range, Random random) {
        List<ColumnSchema> columns = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            columns.add(randomColumn(range, random));
        }
        return columns;
    }

    /** A column of the range, now and then in a wider type, or one that it does not have. */
    private static ColumnSchema randomColumn(ColumnRange range, Random random) {
        List<ColumnSchema> columns = withoutHeaders(range);
        ColumnSchema column = columns.get(random.nextInt(columns.size()));
        if (column.name().startsWith("_") || random.nextInt(5) > 0) {
            return column;
        }
        return switch (column.type()) {
            case INT64 ->
                new ColumnSchema(column.name(), random.nextBoolean() ? ColumnType.FLOAT64 : ColumnType.STRING);
            case FLOAT64, BOOLEAN -> new ColumnSchema(column.name(), ColumnType.STRING);
            case JSON -> new ColumnSchema("missing", ColumnType.values()[random.nextInt(8)]);
            default -> column;
        };
    }
}
