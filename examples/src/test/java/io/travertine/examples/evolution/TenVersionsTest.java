package io.travertine.examples.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.travertine.broker.Broker;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.Setting;
import io.travertine.client.QueryRows;
import io.travertine.client.TravertineClient;
import io.travertine.client.TravertineException;
import io.travertine.client.ValidProducer;
import io.travertine.examples.evolution.Order.State;
import io.travertine.schema.ColumnSchema;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that was written under ten versions of its schema, one after another, is read whole under the last one. */
@Timeout(120)
class TenVersionsTest {
    private static final OrderType TYPE = OrderType.INSTANCE;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ID = "{\"name\":\"id\",\"type\":\"int64\"}";
    private static final String NOTE = "{\"name\":\"note\",\"type\":\"string\",\"nullable\":true}";

    /** The fields of each version but the last, which is the Java type's; each makes one step. */
    private static final List<String> VERSIONS = List.of(
            String.join(",", ID, named("customer", 20), quantity("int32", 1), price(7, 2), NOTE),
            // a field more, with a default
            String.join(
                    ",", ID, named("customer", 20), quantity("int32", 1), price(7, 2), NOTE, status("OPEN", "OPEN")),
            // another name
            String.join(",", ID, buyer(20), quantity("int32", 1), price(7, 2), NOTE, status("OPEN", "OPEN")),
            // a wider type
            String.join(",", ID, buyer(20), quantity("int64", 1), price(7, 2), NOTE, status("OPEN", "OPEN")),
            // a field less
            String.join(",", ID, buyer(20), quantity("int64", 1), price(7, 2), status("OPEN", "OPEN")),
            // another order
            String.join(",", ID, buyer(20), price(7, 2), quantity("int64", 1), status("OPEN", "OPEN")),
            // another default
            String.join(",", ID, buyer(20), price(7, 2), quantity("int64", 1), status("PAID", "OPEN")),
            // looser constraints
            String.join(",", ID, buyer(40), price(7, 2), quantity("int64", 0), status("PAID", "OPEN")),
            // a wider decimal, one symbol more
            String.join(",", ID, buyer(40), price(9, 3), quantity("int64", 0), status("PAID", "OPEN\",\"SHIPPED")));

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Broker broker;
    private TravertineClient client;

    private static String named(String name, int size) {
        return "{\"name\":\"" + name + "\",\"type\":\"string\",\"constraints\":[{\"code\":\"size\",\"min\":1,\"max\":"
                + size + "}]}";
    }

    private static String buyer(int size) {
        return named("buyer", size).replaceFirst("\\{", "{\"formerNames\":[\"customer\"],");
    }

    private static String quantity(String type, int min) {
        return "{\"name\":\"qty\",\"type\":\"" + type + "\",\"constraints\":[{\"code\":\"min\",\"value\":" + min
                + "}]}";
    }

    private static String price(int precision, int scale) {
        return "{\"name\":\"price\",\"type\":{\"decimal\":[" + precision + "," + scale + "]}}";
    }

    private static String status(String otherwise, String more) {
        return "{\"name\":\"status\",\"type\":{\"enum\":[\"PAID\",\"" + more + "\"]},\"default\":\"" + otherwise
                + "\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "row"})
    void areReadWholeUnderTheLast(String format) throws Exception {
        String config = "\"travertine.format\":\"" + format + "\"";
        start();
        List<Order> expected = new ArrayList<>();
        for (int version = 1; version <= 9; version++) {
            assertEquals("", put(VERSIONS.get(version - 1), config));
            // Somebody still writes as it was done before.
            for (int writer = Math.max(1, version - 1); writer <= version; writer++) {
                long id = expected.size();
                assertEquals("", post(line(writer, id)), () -> "written by an earlier version");
                expected.add(read(writer, id));
            }
            if (version == 3 || version == 7) {
                compact();
            }
            if (version == 5) {
                broker.close();
                start();
            }
        }
        client.topics().create(TYPE, 1, Map.of("travertine.format", format));
        try (ValidProducer<Order> producer = client.producer(TYPE)) {
            Order last = new Order(
                    expected.size(),
                    "b".repeat(40),
                    new BigDecimal("1.125"),
                    5_000_000_000L,
                    State.SHIPPED,
                    List.of("new"),
                    Instant.parse("2026-11-30T12:00:00Z"));
            producer.send("last", TYPE.require(last)).join();
            expected.add(last);
        }

        assertReadWhole(expected);
        JsonNode first = JSON.readTree(get("/v1/topics/orders/records?limit=1"))
                .get("records")
                .get(0);
        assertEquals("c0", first.get("value").get("customer").asText(), first::toString);
        compact();
        assertReadWhole(expected);
        broker.close();
        start();
        assertReadWhole(expected);
        broker.close();
        http.close();
    }

    /** A record of a version, with what is optional there left out of every other one. */
    private static String line(int version, long id) {
        String who = version < 3 ? "customer" : "buyer";
        String note = version < 5 ? ",\"note\":\"n" + id + "\"" : "";
        String status =
                version >= 2 && id % 2 == 0 ? ",\"status\":\"" + (version == 9 ? "SHIPPED" : "OPEN") + "\"" : "";
        return "{\"id\":" + id + ",\"" + who + "\":\"c" + id + "\",\"qty\":" + (id + 1) + ",\"price\":" + id + ".25"
                + note + status + "}";
    }

    /** What the last version says of it. */
    private static Order read(int version, long id) {
        State state = version >= 2 && id % 2 == 0 ? version == 9 ? State.SHIPPED : State.OPEN : State.PAID;
        return new Order(id, "c" + id, new BigDecimal(id + ".25"), id + 1, state, List.of(), null);
    }

    private void assertReadWhole(List<Order> expected) {
        List<Order> consumed = new ArrayList<>();
        try (KafkaConsumer<String, Order> consumer = client.consumer(TYPE, "readers-" + System.nanoTime())) {
            while (consumed.size() < expected.size()) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> consumed.add(record.value()));
            }
        }
        assertEquals(stripped(expected), stripped(consumed));
        List<String> rows = new ArrayList<>();
        String query = "SELECT id, buyer_name, quantity, price, state, placed FROM orders ORDER BY id";
        try (QueryRows found = client.query(query)) {
            while (found.next()) {
                rows.add(row(
                        found.getLong("id"),
                        found.getString("buyer_name"),
                        found.getLong("quantity"),
                        found.getDouble("price"),
                        found.getString("state")));
            }
        }
        assertEquals(expected.stream().map(TenVersionsTest::row).toList(), rows);
        long paid =
                expected.stream().filter(order -> order.state() == State.PAID).count();
        assertTrue(paid > 3 && paid < expected.size() - 3, () -> "paid: " + paid);
        assertEquals(paid, count("state = 'PAID'"));
        assertEquals(expected.size() - paid, count("state <> 'PAID'"));
        assertEquals(0, count("state IS NULL"));
        assertEquals(1, count("buyer_name = 'c1'"));
        assertEquals(expected.size() - 1, count("buyer_name LIKE 'c%'"));
        assertEquals(1, count("placed IS NOT NULL"));
        assertEquals(1, count("quantity > 1000000000"));
        assertEquals(List.of("id", "buyer_name", "price", "quantity", "state", "tags", "placed"), columns());
    }

    /** In rows a price has the scale of its type, in JSON the one that it was written with. */
    private static List<Order> stripped(List<Order> orders) {
        return orders.stream()
                .map(order -> new Order(
                        order.id(),
                        order.buyer(),
                        order.price().stripTrailingZeros(),
                        order.quantity(),
                        order.state(),
                        order.tags(),
                        order.placed()))
                .toList();
    }

    private static String row(Order order) {
        return row(
                order.id(),
                order.buyer(),
                order.quantity(),
                order.price().doubleValue(),
                order.state().name());
    }

    private static String row(long id, String buyer, long quantity, double price, String state) {
        return id + " " + buyer + " " + quantity + " " + price + " " + state;
    }

    private long count(String condition) {
        try (QueryRows rows = client.query("SELECT count(*) AS n FROM orders WHERE " + condition)) {
            assertTrue(rows.next());
            return rows.getLong("n");
        }
    }

    private List<String> columns() {
        try (QueryRows rows = client.query("SELECT * FROM orders LIMIT 1")) {
            return rows.columns().stream()
                    .map(ColumnSchema::name)
                    .filter(name -> !name.startsWith("_"))
                    .toList();
        }
    }

    @Test
    void anIncompatibleOneIsRefusedColumnByColumn() throws Exception {
        start();
        client.topics().create(TYPE, 1);
        String narrow = String.join(",", ID, buyer(5), price(7, 2), quantity("int32", 1), status("PAID", "OPEN"));
        JsonNode refused = JSON.readTree(put(narrow));
        assertEquals(409, refused.get("status").asInt(), refused::toString);
        assertEquals(
                "urn:travertine:problem:incompatible-schema",
                refused.get("type").asText());
        List<String> paths = new ArrayList<>();
        refused.get("problems").forEach(problem -> paths.add(problem.get("path").asText()));
        assertTrue(paths.containsAll(List.of("buyer", "price", "qty", "status")), refused::toString);
        assertTrue(refused.get("detail").asText().contains("version 11 of the schema is not backward compatible"));

        assertEquals("", put(narrow, "\"travertine.schema.compatibility\":\"none\""));
        TravertineException older =
                assertThrows(TravertineException.class, () -> client.query("SELECT state FROM orders"));
        assertTrue(String.valueOf(older.getMessage()).contains("state"), older::getMessage);
        client.topics().create(TYPE, 1);
        JsonNode versions = JSON.readTree(get("/v1/topics/orders/schemas"));
        assertEquals(2, versions.get("versions").size(), "an earlier version changes nothing");
        assertEquals(11, versions.get("versions").get(1).get("version").asInt());
        broker.close();
        http.close();
    }

    private void start() throws Exception {
        broker = Broker.start(BrokerConfig.of(List.of(
                new Setting("data.directory", directory.toString(), "the test"),
                new Setting("kafka.port", "0", "the test"),
                new Setting("http.port", "0", "the test"))));
        client = TravertineClient.connect(broker.httpAddress());
    }

    private String put(String fields) throws Exception {
        return put(fields, "");
    }

    private String put(String fields, String config) throws Exception {
        String body = "{\"partitions\":1,\"config\":{" + config
                + "},\"schema\":{\"name\":\"orders\",\"primaryKey\":[\"id\"]," + "\"fields\":[" + fields + "]}}";
        return problem(HttpRequest.newBuilder(broker.httpAddress().resolve("/v1/topics/orders"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private String post(String line) throws Exception {
        return problem(HttpRequest.newBuilder(broker.httpAddress().resolve("/v1/topics/orders/records"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(line)));
    }

    private void compact() throws Exception {
        assertEquals(
                "",
                problem(HttpRequest.newBuilder(broker.httpAddress().resolve("/v1/topics/orders/compact"))
                        .POST(BodyPublishers.noBody())));
    }

    private String get(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(broker.httpAddress().resolve(path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** The problem document, or nothing. */
    private String problem(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return answer.statusCode() < 300 ? "" : answer.body();
    }
}
