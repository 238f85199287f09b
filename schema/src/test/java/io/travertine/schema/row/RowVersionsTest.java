package io.travertine.schema.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.schema.evolution.SchemaHistory;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.JsonRows;
import io.travertine.schema.record.RecordSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of one version, read under another. */
class RowVersionsTest {
    private static final RecordSchema FIRST = schema("""
            {"name":"orders","version":1,"fields":[
             {"name":"id","type":"int64"},{"name":"customer","type":"string"},{"name":"qty","type":"int32"},
             {"name":"note","type":"string","nullable":true},{"name":"state","type":{"enum":["OPEN","PAID"]}},
             {"name":"lines","type":{"list":{"type":{"record":{"fields":[{"name":"sku","type":"string"}]}}}}}]}""");
    private static final RecordSchema SECOND = schema("""
            {"name":"orders","version":2,"fields":[
             {"name":"state","type":"string"},{"name":"buyer","type":"string","formerNames":["customer"]},
             {"name":"qty","type":"float64"},{"name":"id","type":"int64"},{"name":"more","type":"date","nullable":true},
             {"name":"lines","type":{"list":{"type":{"record":{"fields":[{"name":"sku","type":"string"}]}}}}}]}""");

    private static RecordSchema schema(String json) {
        return RecordSchema.ofJson(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] row(RecordSchema schema, String json) {
        Object record =
                new JsonRows(schema.struct()).read(new JsonReader().reset(json.getBytes(StandardCharsets.UTF_8)));
        RowWriter writer = new RowWriter();
        new RowCodec(schema).write(record(record), writer);
        return writer.toBytes();
    }

    @SuppressWarnings("unchecked") // A record is a map.
    private static Map<String, @Nullable Object> record(@Nullable Object tree) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(tree);
    }

    @Test
    void columnsGoWhereTheyBelongNow() {
        byte[] row = row(
                FIRST,
                "{\"id\":7,\"customer\":\"Ada\",\"qty\":3,\"note\":\"x\",\"state\":\"PAID\",\"lines\":[{\"sku\":\"a\"},{\"sku\":\"b\"}]}");
        Map<Integer, Object> found = new TreeMap<>();
        new RowColumns(FIRST, SECOND).read(new RowReader().reset(row), new Sink(found));
        assertEquals(Map.of(0, "PAID", 1, "Ada", 2, 3.0, 3, 7L, 5, "[{\"sku\":\"a\"},{\"sku\":\"b\"}]"), found);
    }

    @Test
    void decimalsBecomeTheNearestDoubles() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            int precision = 1 + random.nextInt(38);
            int scale = random.nextInt(precision + 1);
            BigInteger unscaled = new BigInteger(random.nextInt(3 * precision + 1), random);
            BigDecimal decimal = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
            if (decimal.precision() > precision) {
                continue;
            }
            RowWriter row = new RowWriter();
            row.value(decimal, precision, scale);
            RowReader reader = new RowReader().reset(row.toBytes());
            assertEquals(
                    decimal.doubleValue(),
                    reader.readDecimalAsDouble(precision, scale),
                    "seed " + seed + ": " + decimal);
            assertEquals(row.size(), reader.at());
        }
    }

    @Test
    void rowsOfAnyVersionBecomeJson() {
        RowHistory history = new RowHistory(new SchemaHistory(List.of(FIRST, SECOND)));
        String first = "{\"id\":7,\"customer\":\"Ada\",\"qty\":3,\"state\":\"OPEN\",\"lines\":[]}";
        String second =
                "{\"state\":\"x\",\"buyer\":\"Äda\",\"qty\":0.5,\"id\":-7,\"more\":\"2026-11-30\",\"lines\":[{\"sku\":\"\"}]}";
        assertEquals(first, json(history, row(FIRST, first)));
        assertEquals(second, json(history, row(SECOND, second)));
        RowException other = assertThrows(RowException.class, () -> json(history, row(FIRST.withVersion(3), first)));
        assertEquals("at byte 2: found a row of version 3, one of the versions [1, 2] is needed", other.getMessage());
        assertThrows(RowException.class, () -> new RowCodec(FIRST).read(new RowReader().reset(row(SECOND, second))));
    }

    private static String json(RowHistory history, byte[] row) {
        JsonWriter json = new JsonWriter();
        history.toJson(row, 0, row.length, json);
        return json.toString();
    }

    @Test
    void aSymbolThatTheSchemaDoesNotHaveIsNotWritten() {
        ClassCastException refused = assertThrows(
                ClassCastException.class,
                () -> row(FIRST, "{\"id\":7,\"customer\":\"Ada\",\"qty\":3,\"state\":\"LOST\",\"lines\":[]}"));
        assertEquals("'LOST' is none of [OPEN, PAID]", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | at byte 0: found the end, format 1 is needed",
                "7b7d | at byte 0: found format 123, format 1 is needed",
                "0101 | at byte 2: found the end behind 0 bytes, 1 bytes is needed",
                "0101ff00 | at byte 3: found 1 bytes more, the end is needed",
                "0101f6ffffffffffffffffffff01 | at byte 13: found a number of more than 10 bytes, at most 10 is needed",
                "0101fd05616263 | at byte 4: found the end behind 3 bytes, 5 bytes is needed",
                "0101fd01ff | at byte 5: found text that is no UTF-8, UTF-8 is needed",
                "0101ef05 | at byte 4: found the number 5, one below 2 is needed",
                "0101dfffffffff0f | at byte 8: found the number 4294967295, one of 31 bits is needed",
                "0101df7f | at byte 4: found 127 elements in 0 bytes, as many as are there is needed"
            })
    void whatIsNoRowIsRefused(String hex, String message) {
        byte[] bytes = hex.isEmpty() ? new byte[0] : HexFormat.of().parseHex(hex);
        RowException refused =
                assertThrows(RowException.class, () -> new RowCodec(FIRST).read(new RowReader().reset(bytes)));
        assertEquals(message, refused.getMessage());
    }

    private record Sink(Map<Integer, Object> found) implements ColumnSink {
        @Override
        public void putBoolean(int column, boolean value) {
            found.put(column, value);
        }

        @Override
        public void putLong(int column, long value) {
            found.put(column, value);
        }

        @Override
        public void putDouble(int column, double value) {
            found.put(column, value);
        }

        @Override
        public void putText(int column, byte[] utf8, int from, int length) {
            found.put(column, new String(utf8, from, length, StandardCharsets.UTF_8));
        }

        @Override
        public void putId(int column, long high, long low) {
            found.put(column, List.of(high, low));
        }

        @Override
        public void putJson(int column, byte[] utf8, int from, int length) {
            found.put(column, new String(utf8, from, length, StandardCharsets.UTF_8));
        }
    }
}
