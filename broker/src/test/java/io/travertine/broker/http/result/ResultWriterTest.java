package io.travertine.broker.http.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.ScanStatistics;
import io.travertine.query.QueryStatistics;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;

class ResultWriterTest {
    private static final List<ColumnSchema> COLUMNS = List.of(
            new ColumnSchema("b", ColumnType.BOOLEAN),
            new ColumnSchema("d", ColumnType.DATE),
            new ColumnSchema("i", ColumnType.INT64),
            new ColumnSchema("f", ColumnType.FLOAT64),
            new ColumnSchema("t", ColumnType.TIMESTAMP),
            new ColumnSchema("s", ColumnType.STRING),
            new ColumnSchema("c", ColumnType.STRING),
            new ColumnSchema("x", ColumnType.BINARY),
            new ColumnSchema("j", ColumnType.JSON),
            new ColumnSchema("id", ColumnType.RECORD_ID));

    /** Row 1 is not selected, row 2 is all null. */
    private static final ColumnBatch BATCH = new ColumnBatch(
            List.of(
                    Columns.booleans(true, false, null, false),
                    Columns.dates(0, 1, null, 11_000),
                    Columns.longs(ColumnType.INT64, Long.MIN_VALUE, 1L, null, 5L),
                    Columns.doubles(1.5, 2.0, null, Double.NaN),
                    Columns.longs(ColumnType.TIMESTAMP, 978_307_260_000_000L, 1L, null, 1L),
                    Columns.bytes(ColumnType.STRING, "a,\"b\"", "no", null, "ü"),
                    Columns.dictionary(ColumnType.STRING, "x", "no", null, ""),
                    Columns.bytes(ColumnType.BINARY, "hi", "no", null, ""),
                    Columns.bytes(ColumnType.JSON, "{\"k\":\n[1.10]}", "0", null, "no json"),
                    Columns.ids(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L, 4)),
            4,
            new int[] {0, 2, 3, 0},
            3);

    private static final QueryStatistics STATISTICS =
            new QueryStatistics(new ScanStatistics(100, 10, 20, 30, 40, 3, 77), 1_500_000, 2_000_000);

    @Test
    void json() throws Exception {
        String json = text(ResultFormat.JSON, BATCH);
        Map<?, ?> document = new ObjectMapper().readValue(json, Map.class);
        assertEquals(Map.of("name", "b", "type", "BOOLEAN"), ((List<?>) document.get("columns")).get(0));
        assertEquals(3, ((List<?>) document.get("rows")).size());
        assertTrue(
                json.contains(
                        "\"rows\":[[true,\"1970-01-01\",-9223372036854775808,1.5,\"2001-01-01T00:01:00Z\",\"a,\\\"b\\\"\",\"x\","
                                + "\"aGk=\",{\"k\":[1.10]},\"01900000-0000-7000-8000-000000000001\"],"
                                + "[null,null,null,null,null,null,null,null,null,\"01900000-0000-7000-8000-000000000003\"],"
                                + "[false,\"2000-02-13\",5,\"NaN\",\"1970-01-01T00:00:00.000001Z\",\"ü\",\"\",\"\",\"no json\","),
                json);
        Map<?, ?> statistics = (Map<?, ?>) document.get("statistics");
        assertEquals(1.5, statistics.get("planMillis"));
        assertEquals(20, statistics.get("rowsSkippedByZoneMap"));
        assertEquals(77, statistics.get("bytesRead"));
    }

    @Test
    void jsonSaysWhyItEndsEarly() throws Exception {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (ResultWriter writer = ResultFormat.JSON.open(target, COLUMNS)) {
            writer.write(BATCH);
            assertTrue(writer.fail(Map.of("status", 400, "detail", "division by zero")));
        }
        Map<?, ?> document = new ObjectMapper().readValue(target.toByteArray(), Map.class);
        assertEquals(Map.of("status", 400, "detail", "division by zero"), document.get("error"));
        assertFalse(document.containsKey("statistics"));
    }

    @Test
    void ndjson() throws Exception {
        String[] lines = text(ResultFormat.NDJSON, BATCH).split("\n");
        assertEquals(3, lines.length);
        assertEquals(
                "{\"b\":true,\"d\":\"1970-01-01\",\"i\":-9223372036854775808,\"f\":1.5,\"t\":\"2001-01-01T00:01:00Z\","
                        + "\"s\":\"a,\\\"b\\\"\",\"c\":\"x\",\"x\":\"aGk=\",\"j\":{\"k\":[1.10]},"
                        + "\"id\":\"01900000-0000-7000-8000-000000000001\"}",
                lines[0]);
        for (String line : lines) {
            new ObjectMapper().readTree(line);
        }
    }

    @Test
    void csv() throws Exception {
        assertEquals(
                "b,d,i,f,t,s,c,x,j,id\r\n"
                        + "true,1970-01-01,-9223372036854775808,1.5,2001-01-01T00:01:00Z,\"a,\"\"b\"\"\",x,aGk=,"
                        + "\"{\"\"k\"\":\n[1.10]}\",01900000-0000-7000-8000-000000000001\r\n"
                        + ",,,,,,,,,01900000-0000-7000-8000-000000000003\r\n"
                        + "false,2000-02-13,5,NaN,1970-01-01T00:00:00.000001Z,ü,\"\",\"\",no json,"
                        + "01900000-0000-7000-8000-000000000004\r\n",
                text(ResultFormat.CSV, BATCH));
    }

    @Test
    void arrow() throws Exception {
        ColumnBatch large = largeBatch();
        byte[] stream = bytes(ResultFormat.ARROW, BATCH, large);
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertEquals(
                    "arrow.uuid", root.getSchema().findField("id").getMetadata().get("ARROW:extension:name"));
            assertTrue(reader.loadNextBatch());
            assertEquals(3, root.getRowCount());
            assertEquals(true, root.getVector("b").getObject(0));
            assertEquals(11_000, root.getVector("d").getObject(2));
            assertEquals(Long.MIN_VALUE, root.getVector("i").getObject(0));
            assertEquals(1.5, root.getVector("f").getObject(0));
            assertEquals(978_307_260_000_000L, root.getVector("t").getObject(0));
            assertEquals("ü", root.getVector("s").getObject(2).toString());
            assertEquals("x", root.getVector("c").getObject(0).toString());
            assertArrayEquals("hi".getBytes(StandardCharsets.UTF_8), (byte[])
                    root.getVector("x").getObject(0));
            for (int c = 0; c < COLUMNS.size() - 1; c++) {
                assertTrue(root.getVector(c).isNull(1));
            }
            byte[] id = (byte[]) root.getVector("id").getObject(2);
            assertEquals(4, id[15]);
            long next = 0;
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    assertEquals(next++, root.getVector("i").getObject(row));
                }
            }
            assertEquals(20_000, next);
        }
    }

    @Test
    void emptyResultsAreWhole() throws Exception {
        assertTrue(text(ResultFormat.JSON).contains("\"rows\":[]"));
        assertEquals("", text(ResultFormat.NDJSON));
        assertEquals("b,d,i,f,t,s,c,x,j,id\r\n", text(ResultFormat.CSV));
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(new ByteArrayInputStream(bytes(ResultFormat.ARROW)), allocator)) {
            assertEquals(
                    10, reader.getVectorSchemaRoot().getSchema().getFields().size());
            assertFalse(reader.loadNextBatch());
        }
    }

    @Test
    void acceptChooses() {
        accept("*/*", ResultFormat.JSON);
        accept("text/csv", ResultFormat.CSV);
        accept("text/*;q=0.3, application/x-ndjson;q=0.2", ResultFormat.CSV);
        accept("application/vnd.apache.arrow.stream, */*;q=0.1", ResultFormat.ARROW);
        accept("Application/X-NDJSON ; charset=utf-8", ResultFormat.NDJSON);
        accept("application/json;q=0, */*", ResultFormat.NDJSON);
        accept("image/png, text/html", null);
        accept("", null);
    }

    private static void accept(String header, ResultFormat expected) {
        assertEquals(expected, ResultFormat.accepted(header).orElse(null), header);
    }

    private static ColumnBatch largeBatch() {
        int rows = 20_000;
        Long[] numbers = new Long[rows];
        for (int i = 0; i < rows; i++) {
            numbers[i] = (long) i;
        }
        List<io.travertine.columnar.Column> columns = new ArrayList<>();
        for (ColumnSchema column : COLUMNS) {
            columns.add(
                    switch (column.type()) {
                        case BOOLEAN -> Columns.booleans(new Boolean[rows]);
                        case DATE -> Columns.dates(new Integer[rows]);
                        case INT64 -> Columns.longs(ColumnType.INT64, numbers);
                        case TIMESTAMP -> Columns.longs(ColumnType.TIMESTAMP, new Long[rows]);
                        case FLOAT64 -> Columns.doubles(new Double[rows]);
                        case STRING, BINARY, JSON -> Columns.bytes(column.type(), new String[rows]);
                        case RECORD_ID -> Columns.ids(0, 0, rows);
                    });
        }
        return new ColumnBatch(columns, rows);
    }

    private static String text(ResultFormat format, ColumnBatch... batches) throws Exception {
        return new String(bytes(format, batches), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ResultFormat format, ColumnBatch... batches) throws Exception {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (ResultWriter writer = format.open(target, COLUMNS)) {
            for (ColumnBatch batch : batches) {
                writer.write(batch);
            }
            writer.end(STATISTICS);
        }
        return target.toByteArray();
    }
}
