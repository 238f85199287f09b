package io.travertine.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TravertineClientTest {
    private FakeBroker broker;
    private TravertineClient client;

    @BeforeEach
    void connect() throws IOException {
        broker = new FakeBroker();
        client = TravertineClient.connect(broker.address());
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void learnsWhereKafkaIs() {
        assertEquals("localhost:9", client.kafkaAddress());
        assertEquals("1.2", client.version());
    }

    @Test
    void createsDescribesListsAndDeletesTopics() {
        String topic =
                "{\"name\":\"t\",\"id\":\"i\",\"internal\":false,\"partitions\":1,\"config\":{\"retention.ms\":\"5\"},"
                        + "\"offsets\":[{\"partition\":0,\"logStartOffset\":3,\"highWatermark\":9}]}";
        broker.answer("PUT /v1/topics/t", 201, topic);
        broker.answer("GET /v1/topics/t", 200, topic);
        broker.answer("GET /v1/topics/u%2Fv", 404, "{\"detail\":\"none\"}");
        broker.answer("GET /v1/topics", 200, "{\"topics\":[{\"name\":\"__x\",\"internal\":true},{\"name\":\"t\"}]}");
        broker.answer("DELETE /v1/topics/t", 204, "");
        broker.answer("DELETE /v1/topics/u", 404, "{\"detail\":\"none\"}");

        TopicDescription created = client.topics().create("t", 1, Map.of("retention.ms", "5"));
        assertEquals(List.of(new TopicDescription.PartitionOffsets(0, 3, 9)), created.offsets());
        assertEquals("PUT /v1/topics/t {\"partitions\":1,\"config\":{\"retention.ms\":\"5\"}}", lastRequest());
        assertEquals(Optional.of(created), client.topics().describe("t"));
        assertEquals(Optional.empty(), client.topics().describe("u/v"));
        assertEquals(List.of("t"), client.topics().names());
        assertTrue(client.topics().delete("t"));
        assertFalse(client.topics().delete("u"));
    }

    @Test
    void readsRowsOfEveryType() {
        broker.answer("POST /v1/sql", 200, """
                {"columns":[{"name":"b","type":"BOOLEAN"},{"name":"d","type":"DATE"},{"name":"i","type":"INT64"},
                  {"name":"f","type":"FLOAT64"},{"name":"t","type":"TIMESTAMP"},{"name":"s","type":"STRING"},
                  {"name":"x","type":"BINARY"},{"name":"j","type":"JSON"},{"name":"id","type":"RECORD_ID"}],
                 "rows":[[true,"2001-02-03",9007199254740993,1.5,"2001-02-03T04:05:06.000007Z","hé","AQI=",{"a":[1]},"0190"],
                         [null,null,null,"NaN",null,null,null,null,null]],
                 "statistics":{"rowsRead":2}}""");
        try (QueryRows rows = client.query("SELECT ?", 1, "x", null, true, Instant.EPOCH)) {
            assertEquals(
                    "POST /v1/sql {\"parameters\":[1,\"x\",null,true,\"1970-01-01T00:00:00Z\"],\"sql\":\"SELECT ?\"}",
                    normalised(lastRequest()));
            assertEquals(new ColumnSchema("d", ColumnType.DATE), rows.columns().get(1));
            assertThrows(IllegalStateException.class, () -> rows.getLong("i"));
            assertTrue(rows.next());
            assertTrue(rows.getBoolean("b"));
            assertEquals(LocalDate.of(2001, 2, 3), rows.getDate("d"));
            assertEquals(9007199254740993L, rows.getLong("i"));
            assertEquals(1.5, rows.getDouble("f"));
            assertEquals(Instant.parse("2001-02-03T04:05:06.000007Z"), rows.getInstant("t"));
            assertEquals("hé", rows.getString("s"));
            assertArrayEquals(new byte[] {1, 2}, rows.getBytes("x"));
            assertEquals("{\"a\":[1]}", rows.getJson("j").toString());
            assertEquals("0190", rows.getString("id"));
            assertTrue(rows.next());
            assertTrue(rows.isNull(0));
            assertNull(rows.getInstant("t"));
            assertTrue(Double.isNaN(rows.getDouble("f")));
            assertThrows(IllegalStateException.class, () -> rows.getLong("i"));
            assertThrows(IllegalArgumentException.class, () -> rows.getLong("none"));
            assertThrows(IllegalStateException.class, rows::statistics);
            assertFalse(rows.next());
            assertFalse(rows.next());
            assertEquals(2, rows.statistics().path("rowsRead").asInt());
        }
    }

    @Test
    void aRefusedStatementCarriesTheProblem() {
        broker.answer(
                "POST /v1/sql",
                400,
                "{\"type\":\"urn:travertine:problem:invalid-query\",\"detail\":\"no table x\",\"sqlState\":\"42P01\"}");
        TravertineException refused = assertThrows(TravertineException.class, () -> client.query("SELECT"));
        assertEquals(400, refused.status());
        assertEquals("urn:travertine:problem:invalid-query", refused.type());
        assertEquals("42P01", refused.sqlState());
        assertEquals("no table x", refused.getMessage());
    }

    @Test
    void aResultThatFailsOnTheWayDoesNotLookComplete() {
        String begin = "{\"columns\":[{\"name\":\"a\",\"type\":\"INT64\"}],\"rows\":[[1]";
        broker.answer(
                "POST /v1/sql",
                200,
                begin + "],\"error\":{\"status\":400,\"detail\":\"division\",\"sqlState\":\"22012\"}}");
        try (QueryRows rows = client.query("SELECT")) {
            assertTrue(rows.next());
            TravertineException failed = assertThrows(TravertineException.class, rows::next);
            assertEquals("22012", failed.sqlState());
        }
        broker.breakOff("POST /v1/sql", begin);
        try (QueryRows rows = client.query("SELECT")) {
            assertTrue(rows.next());
            TravertineException failed = assertThrows(TravertineException.class, rows::next);
            assertEquals(0, failed.status());
            assertFalse(rows.next());
        }
    }

    @Test
    void readsOneRecord() {
        broker.answer(
                "GET /v1/records/0190",
                200,
                "{\"topic\":\"t\",\"partition\":2,\"offset\":7,\"id\":\"0190\",\"timestamp\":\"2001-02-03T04:05:06.007Z\","
                        + "\"key\":{\"base64\":\"AQI=\"},\"value\":{\"a\":1},\"headers\":[{\"key\":\"h\",\"value\":null}]}");
        broker.answer("GET /v1/records/0191", 404, "{\"detail\":\"none\"}");
        StoredRecord record = client.record("0190").orElseThrow();
        assertEquals("t/2/7", record.topic() + "/" + record.partition() + "/" + record.offset());
        assertEquals("AQI=", record.key().asText());
        assertEquals("{\"a\":1}", record.value().toString());
        assertTrue(record.headers().get(0).value().isNull());
        assertEquals(Optional.empty(), client.record("0191"));
    }

    @Test
    void saysWhenNobodyOrSomebodyElseAnswers() {
        broker.answer("GET /v1/topics", 502, "<html>");
        TravertineException strange =
                assertThrows(TravertineException.class, () -> client.topics().names());
        assertEquals(502, strange.status());
        broker.close();
        TravertineException gone =
                assertThrows(TravertineException.class, () -> client.topics().names());
        assertEquals(0, gone.status());
        assertThrows(TravertineException.class, () -> TravertineClient.connect(URI.create("http://127.0.0.1:1")));
    }

    private String lastRequest() {
        return broker.requests.get(broker.requests.size() - 1);
    }

    /** Members in the order of their names. */
    private static String normalised(String request) {
        int brace = request.indexOf('{');
        try {
            Object tree = HttpTransport.JSON.readValue(request.substring(brace), TreeMap.class);
            return request.substring(0, brace) + HttpTransport.JSON.writeValueAsString(tree);
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
