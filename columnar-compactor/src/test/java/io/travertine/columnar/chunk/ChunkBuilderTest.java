package io.travertine.columnar.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.Cells;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.TestBatches;
import io.travertine.schema.ColumnDeclarations;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChunkBuilderTest {
    @Test
    void infersTheNarrowestTypeThatHoldsEveryValue() throws Exception {
        inferred(ColumnType.INT64, row(1L, -2L), "1", "-2");
        inferred(ColumnType.FLOAT64, row(1.0, 2.5), "1", "2.5");
        inferred(ColumnType.FLOAT64, row(2.5, 1.0), "2.5", "1");
        inferred(ColumnType.FLOAT64, row(1.0, 9.223372036854776E18), "1", "9223372036854775808");
        inferred(ColumnType.BOOLEAN, row(true, null, false), "true", "null", "false");
        inferred(ColumnType.STRING, row("1", "x"), "1", "\"x\"");
        inferred(ColumnType.STRING, row("2.5", "true"), "2.5", "true");
        inferred(ColumnType.STRING, row("1", "2.5", "x"), "1", "2.5", "\"x\"");
        inferred(ColumnType.JSON, row("[1, {}]", "7"), "[1, {}]", "7");
        inferred(ColumnType.JSON, row("\"a\\\"b\"", "{ \"x\" : 1 }", "7"), "\"a\\\"b\"", "{ \"x\" : 1 }", "7");
        inferred(ColumnType.STRING, row("\u00c3\u00a9\n\u00f0\u009f\u0098\u0080"), "\"\\u00e9\\n\\ud83d\\ude00\"");
    }

    @Test
    void aDeclaredColumnKeepsItsTypeAndIsNullWhereAValueDoesNotFit() throws Exception {
        declared("BIGINT", row(1L, null, 5L, null, null), "1", "1.5", "5.0", "\"1\"", "{}");
        declared("DOUBLE", row(1.0, 1.5, null), "1", "1.5", "\"1\"");
        declared("BOOLEAN", row(true, null, null), "true", "1", "\"true\"");
        declared("VARCHAR", row("a", "1", "true", "[1]"), "\"a\"", "1", "true", "[1]");
        declared("JSON", row("\"a\"", "1", "[1]"), "\"a\"", "1", "[1]");
        declared("TIMESTAMP", row(1_000_000L, 1_500_000L, null), "\"1970-01-01T00:00:01Z\"", "1500", "\"soon\"");
        declared("DATE", row(1, null, null), "\"1970-01-02\"", "\"1970-02-30\"", "1");
        declared("UUID", row("0190".repeat(8), null), "\"01900190-0190-0190-0190-019001900190\"", "\"0190\"");
        declared("VARBINARY", row("abc", null), "\"abc\"", "1");
    }

    @Test
    void ofAFieldThatComesTwiceTheLastCounts() throws Exception {
        assertEquals(row(2L), column("f", "{\"f\": 1, \"g\": 0, \"f\": 2}"));
        assertEquals(row((Object) null), column("f", "{\"f\": 1, \"f\": null}"));
        assertEquals(row("x"), column("f", "{\"f\": 1, \"f\": \"x\"}"));
    }

    @Test
    void whatIsNoJsonObjectHasNoFields() throws Exception {
        for (String text :
                List.of("", "1", "[{\"f\": 1}]", "{\"f\": 1", "{\"f\": 1} x", "{\"f\": 1}{}", "{f: 1}", "\ufeff{}")) {
            assertEquals(row((Object) null, 7L), column("f", text, "{\"f\": 7}"), text);
        }
        assertEquals(row(1L), column("f", " \n\t{\"f\": 1} \r\n"));
    }

    @Test
    void fieldsThatClashWithSystemColumnsGetNoColumn() throws Exception {
        MemoryChunk chunk = chunk(json(), "{\"_id\": 1, \"_hidden\": 2, \"_mine\": 3, \"\": 4}");
        assertEquals(
                Stream.of("_id", "_offset", "_partition", "_timestamp", "_key", "_value", "_headers", "_mine")
                        .toList(),
                chunk.schema().columns().stream().map(ColumnSchema::name).toList());
    }

    @Test
    void inferredColumnsAreBounded() throws Exception {
        MemoryChunk chunk = chunk(json(), wide(3_000));
        assertEquals(
                JsonDecoder.MAX_INFERRED_COLUMNS + 7, chunk.schema().columns().size());
    }

    private static String wide(int fields) {
        return IntStream.range(0, fields)
                .mapToObj(i -> "\"f" + i + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void aWideTableFillsAChunkWithFewerRows() throws Exception {
        ChunkBuilder builder = new ChunkBuilder(json(), 0, 0);
        for (int row = 0; !builder.isFull(); row++) {
            String value = row < 1_000 ? "{\"f" + row + "\": 1}" : "{}";
            assertTrue(builder.append(batch(row, List.of(value)), 0, row));
        }
        assertTrue(builder.estimatedBytes() < 2 * ChunkBuilder.MAX_BYTES, builder.estimatedBytes() + " bytes");
    }

    /** Objects that take more than the few values in them are part of the estimate: many partitions may have such a chunk. */
    @Test
    void aWideTableOfFewRowsIsEstimatedWithItsColumns() throws Exception {
        ChunkBuilder builder = new ChunkBuilder(json(), 0, 0);
        for (int row = 0; row < 1_000; row++) {
            assertTrue(builder.append(batch(row, List.of("{\"f" + row + "\": 1}")), 0, row));
        }
        long valueBytes = 1_000L * 1_000 * Long.BYTES;
        assertTrue(builder.expectedBytes() > valueBytes + 400_000, builder.expectedBytes() + " bytes expected");
        ChunkBuilder narrow = new ChunkBuilder(json(), 0, 0);
        assertTrue(narrow.append(batch(0, List.of(wide(1_000))), 0, 0));
        assertTrue(narrow.estimatedBytes() > 1_000 * 500, narrow.estimatedBytes() + " bytes");
    }

    @Test
    void rawTopicsHaveBytesAndNoFields() throws Exception {
        MemoryChunk chunk = chunk(TableFormat.open(false, List.of()), "{\"f\": 1}");
        assertEquals(7, chunk.schema().columns().size());
        assertEquals(ColumnType.BINARY, chunk.schema().column(5).type());
    }

    @Test
    void aBatchMayGoOnInTheNextChunk() throws Exception {
        List<String> values = Collections.nCopies(ChunkBuilder.MAX_ROWS + 100, "{\"f\": 1}");
        ByteBuffer batch = batch(50, values);
        ChunkBuilder first = new ChunkBuilder(json(), 0, 60);
        assertFalse(first.append(batch, 1, -1));
        assertTrue(first.isFull());
        assertEquals(60 + ChunkBuilder.MAX_ROWS, first.nextOffset());
        ChunkBuilder second = new ChunkBuilder(json(), 0, first.nextOffset());
        assertTrue(second.append(batch, 1, -1));
        assertEquals(50 + values.size(), second.nextOffset());
        assertEquals("0000000000000002" + String.format("%016x", 9L), cell(first.snapshot(), "_id", 0));
        assertThrows(IllegalArgumentException.class, () -> second.append(batch(0, List.of("{}")), 0, 0));
    }

    @Test
    void aSnapshotStaysAsItWas() throws Exception {
        ChunkBuilder builder = new ChunkBuilder(json(), 0, 0);
        List<MemoryChunk> snapshots = new ArrayList<>();
        List<String> values = List.of("1", "2", "null", "2.5", "true", "null", "\"x\"", "{}", "null");
        List<List<@Nullable Object>> seen = new ArrayList<>();
        for (int row = 0; row < values.size(); row++) {
            builder.append(batch(row, List.of("{\"f\": " + values.get(row) + "}")), 0, row);
            snapshots.add(builder.snapshot());
            seen.add(cells(snapshots.getLast(), "f"));
        }
        for (int row = 0; row < values.size(); row++) {
            assertEquals(seen.get(row), cells(snapshots.get(row), "f"));
        }
        assertEquals(row(1L, 2L), seen.get(1));
        // what was a text before it became JSON is a text in JSON
        assertEquals(row("\"1\"", "\"2\"", null, "\"2.5\"", "\"true\"", null, "\"x\"", "{}", null), seen.getLast());
    }

    @Test
    void offsetsThatHoldNoRecordAreHidden() throws Exception {
        ChunkBuilder builder = new ChunkBuilder(json(), 0, 10);
        builder.append(batch(10, List.of("{\"f\": 1}")), 0, 0);
        builder.append(TestBatches.controlBatch(11), 0, 1);
        builder.appendHidden(15, 12, 0, 2);
        builder.append(batch(15, List.of("{\"f\": 2}")), 0, 5);
        MemoryChunk chunk = builder.snapshot();
        assertEquals(6, chunk.rowCount());
        assertEquals(row(10L, 15L), cells(chunk, "_offset"));
        assertEquals(row(1L, 2L), cells(chunk, "f"));
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static void inferred(ColumnType type, List<@Nullable Object> expected, String... values) throws Exception {
        check(json(), type, expected, values);
    }

    private static void declared(String type, List<@Nullable Object> expected, String... values) throws Exception {
        List<ColumnSchema> columns = ColumnDeclarations.parse("f " + type);
        check(TableFormat.open(true, columns), columns.getFirst().type(), expected, values);
    }

    private static void check(TableFormat format, ColumnType type, List<@Nullable Object> expected, String... values)
            throws Exception {
        MemoryChunk chunk =
                chunk(format, Stream.of(values).map(v -> "{\"f\": " + v + "}").toArray(String[]::new));
        assertEquals(type, chunk.schema().column(7).type());
        assertEquals(expected, cells(chunk, "f"));
    }

    private static List<@Nullable Object> column(String name, String... values) throws Exception {
        return cells(chunk(json(), values), name);
    }

    private static List<@Nullable Object> cells(MemoryChunk chunk, String name) throws Exception {
        int position = chunk.schema().position(name).orElse(-1);
        ColumnSchema column = position < 0
                ? new ColumnSchema(name, ColumnType.INT64)
                : chunk.schema().column(position);
        ScanRequest request = new ScanRequest(List.of(column), List.of(), Long.MAX_VALUE);
        List<@Nullable Object> cells = new ArrayList<>();
        Cells.rows(chunk.scan(request)).forEach(row -> cells.add(row.getFirst()));
        return cells;
    }

    private static @Nullable Object cell(MemoryChunk chunk, String name, int row) throws Exception {
        return cells(chunk, name).get(row);
    }

    private static MemoryChunk chunk(TableFormat format, String... values) throws Exception {
        ChunkBuilder builder = new ChunkBuilder(format, 0, 0);
        assertTrue(builder.append(batch(0, List.of(values)), 0, 0));
        return builder.snapshot();
    }

    private static TableFormat json() {
        return TableFormat.open(true, List.of());
    }

    private static ByteBuffer batch(long baseOffset, List<String> values) {
        return TestBatches.batch(
                baseOffset,
                values.stream()
                        .map(value -> new SimpleRecord(1_000L, null, value.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }
}
