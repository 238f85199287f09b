package io.travertine.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.Setting;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.row.RowCodec;
import io.travertine.schema.row.RowWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A topic with a schema takes nothing else, whoever comes, and goes on with what is right. */
@Timeout(60)
class SchemaEnforcementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = """
            {"name":"registrations","fields":[
             {"name":"username","type":"string","constraints":[{"code":"size","min":3,"max":20},{"code":"pattern","regexp":"[a-z]+"}]},
             {"name":"email","type":"string","constraints":[{"code":"email"}]},
             {"name":"age","type":"int32","constraints":[{"code":"min","value":13}]},
             {"name":"plan","type":"string","constraints":[{"code":"one-of","values":["free","pro"]}]}]}
            """;
    private static final String FIVE_WRONG = "{\"username\":\"A\",\"email\":\"nobody\",\"age\":7,\"plan\":\"gold\"}";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Broker broker;

    @BeforeEach
    void start() throws Exception {
        BrokerConfig config = BrokerConfig.load(
                null,
                Map.of(),
                List.of(
                        new Setting("data.directory", directory.resolve("data").toString(), "the test"),
                        new Setting("kafka.port", "0", "the test"),
                        new Setting("http.port", "0", "the test")));
        broker = Broker.start(config);
        String settings =
                JSON.writeValueAsString(Map.of("partitions", 1, "config", Map.of("travertine.schema", SCHEMA)));
        HttpResponse<String> created =
                send(request("/v1/topics/registrations", "application/json").PUT(BodyPublishers.ofString(settings)));
        assertTrue(created.statusCode() < 300, created.body());
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        http.close();
    }

    private HttpRequest.Builder request(String path, String mediaType) {
        return HttpRequest.newBuilder(URI.create(broker.httpAddress() + path)).header("Content-Type", mediaType);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String lines) throws Exception {
        return send(request("/v1/topics/registrations/records", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    }

    private static String valid(String name) {
        return "{\"username\":\"" + name + "\",\"email\":\"" + name + "@example.org\",\"age\":36,\"plan\":\"pro\"}";
    }

    private String usernames() throws Exception {
        HttpResponse<String> answer = send(request("/v1/sql", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"sql\":\"SELECT username, age FROM registrations ORDER BY _offset\"}")));
        return String.valueOf(JSON.readTree(answer.body()).get("rows"));
    }

    @Test
    void overHttpEveryViolationIsNamedAndNothingOfTheBatchIsStored() throws Exception {
        assertEquals(200, post(valid("ada")).statusCode());
        HttpResponse<String> refused = post(valid("bob") + "\n" + FIVE_WRONG + "\n" + valid("eve"));
        assertEquals(422, refused.statusCode());
        JsonNode problem = JSON.readTree(refused.body());
        assertEquals(
                "urn:travertine:problem:invalid-record", problem.get("type").asText());
        assertEquals(2, problem.get("line").asInt());
        assertEquals(0, problem.get("count").asInt());
        List<String> codes = new ArrayList<>();
        problem.get("violations")
                .forEach(each -> codes.add(
                        each.get("path").asText() + " " + each.get("code").asText()));
        assertEquals(List.of("username size", "username pattern", "email email", "age min", "plan one-of"), codes);
        assertEquals(
                13,
                problem.get("violations").get(3).get("parameters").get("value").asInt());
        assertEquals(200, post(valid("joe")).statusCode());
        assertEquals("[[\"ada\",36],[\"joe\",36]]", usernames());
    }

    @Test
    void whatIsNoObjectIsRefusedToo() throws Exception {
        for (String line : List.of("[]", "1", "null", "\"x\"")) {
            assertEquals(422, post(line).statusCode(), line);
        }
        assertEquals(400, post("{\"username\":").statusCode());
        assertEquals("[]", usernames());
    }

    @Test
    void overKafkaTheRecordAndItsFieldsAreNamedAndTheStreamGoesOn() throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.kafkaAddress(), "compression.type", "lz4", "linger.ms", 200, "retries", 0);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("registrations", valid("ada"))).get();
            Future<RecordMetadata> right = producer.send(new ProducerRecord<>("registrations", valid("bob")));
            Future<RecordMetadata> wrong = producer.send(new ProducerRecord<>("registrations", FIVE_WRONG));
            producer.flush();
            Throwable ofWrong =
                    assertThrows(ExecutionException.class, wrong::get).getCause();
            assertInstanceOf(InvalidRecordException.class, ofWrong);
            String message = String.valueOf(ofWrong.getMessage());
            for (String part :
                    List.of("username: ", "email: must be an e-mail", "age: must be at least 13", "plan: ")) {
                assertTrue(message.contains(part), message);
            }
            assertThrows(ExecutionException.class, right::get, "nothing of the batch is stored");
            for (int i = 0; i < 500; i++) {
                producer.send(new ProducerRecord<>("registrations", valid("user" + (char) ('a' + i % 26))));
            }
            producer.flush();
            assertEquals(
                    501,
                    producer.send(new ProducerRecord<>("registrations", valid("eve")))
                            .get()
                            .offset());
        }
        assertTrue(usernames().startsWith("[[\"ada\",36],[\"usera\",36],[\"userb\",36],"), usernames());
    }

    /** The fields of a schema are columns of its types. */
    @Test
    void everyTypeIsAColumn() throws Exception {
        String body = """
                {"partitions":1,"schema":{"name":"types","fields":[
                 {"name":"flag","type":"boolean"},{"name":"small","type":"int32"},{"name":"large","type":"int64"},
                 {"name":"ratio","type":"float64"},{"name":"price","type":{"decimal":[9,2]}},{"name":"text","type":"string"},
                 {"name":"day","type":"date"},{"name":"at","type":"timestamp"},{"name":"uuid","type":"uuid"},
                 {"name":"ulid","type":"ulid"},{"name":"plan","type":{"enum":["FREE","PRO"]}},
                 {"name":"tags","type":{"list":{"type":"string"}}},{"name":"blob","type":"binary"}]}}""";
        assertEquals(
                201,
                send(request("/v1/topics/types", "application/json").PUT(BodyPublishers.ofString(body)))
                        .statusCode());
        String record = """
                {"flag":true,"small":1,"large":9007199254740993,"ratio":1,"price":1.25,"text":"t","day":"2026-01-31",\
                "at":"2026-01-31T08:00:00Z","uuid":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f",\
                "ulid":"01ARZ3NDEKTSV4RRFFQ69G5FAV","plan":"PRO","tags":["a"],"blob":"AQID"}""";
        HttpResponse<String> stored =
                send(request("/v1/topics/types/records", "application/x-ndjson").POST(BodyPublishers.ofString(record)));
        assertEquals(200, stored.statusCode(), stored.body());
        HttpResponse<String> answer = send(request("/v1/sql", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"sql\":\"SELECT flag, small, large, ratio, price, text, day, at, uuid, ulid, plan, tags,"
                                + " blob FROM types\"}")));
        assertEquals(
                "[[true,1,9007199254740993,1.0,1.25,\"t\",\"2026-01-31\",\"2026-01-31T08:00:00Z\","
                        + "\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\",\"01563e3a-b5d3-d676-4c61-efb99302bd5b\",\"PRO\",[\"a\"],\"AQID\"]]",
                String.valueOf(JSON.readTree(answer.body()).get("rows")),
                answer.body());
    }

    private JsonNode sql(String statement, Object... parameters) throws Exception {
        String body = JSON.writeValueAsString(Map.of("sql", statement, "parameters", List.of(parameters)));
        return JSON.readTree(send(request("/v1/sql", "application/json").POST(BodyPublishers.ofString(body)))
                .body());
    }

    private static final String INSERT = "INSERT INTO Registrations (username, email, AGE, plan) VALUES ";

    @Test
    void overSqlTheStatementIsRefusedWithItsStateAndNothingOfItIsStored() throws Exception {
        JsonNode stored =
                sql(INSERT + "('ada', 'ada@example.org', ?, 'pro'), ('eve', 'eve@example.org', 20, 'free')", 36);
        assertEquals("[[2]]", String.valueOf(stored.get("rows")), stored::toString);
        JsonNode refused = sql(INSERT + "('bob', 'bob@example.org', 36, 'pro'), ('A', 'nobody', 7, 'gold')");
        assertEquals("23514", refused.get("sqlState").asText(), refused::toString);
        assertEquals(422, refused.get("status").asInt());
        assertEquals(2, refused.get("row").asInt());
        List<String> codes = new ArrayList<>();
        refused.get("violations")
                .forEach(each -> codes.add(
                        each.get("path").asText() + " " + each.get("code").asText()));
        assertEquals(List.of("username size", "username pattern", "email email", "age min", "plan one-of"), codes);
        assertEquals("[[\"ada\",36],[\"eve\",20]]", usernames(), "bob is not there");

        JsonNode missing = sql(INSERT + "('bob', NULL, 36, 'pro')");
        assertEquals("23502", missing.get("sqlState").asText(), missing::toString);
        JsonNode copied = sql("INSERT INTO registrations (username, email, age, plan)"
                + " SELECT username || 'x', email, age + 1, plan FROM registrations WHERE username = 'eve'");
        assertEquals("[[1]]", String.valueOf(copied.get("rows")), copied::toString);
        assertEquals("[[\"ada\",36],[\"eve\",20],[\"evex\",21]]", usernames());
    }

    @Test
    void insertsThatAreNotRightAreRefused() throws Exception {
        assertEquals("42P01", state("INSERT INTO registration (a) VALUES (1)"));
        assertEquals("42703", state("INSERT INTO registrations (user_name) VALUES ('x')"));
        assertEquals("42703", state("INSERT INTO registrations (_offset) VALUES (1)"));
        assertEquals("42701", state("INSERT INTO registrations (age, Age) VALUES (1, 2)"));
        assertEquals("42601", state("INSERT INTO registrations (age) VALUES (1, 2)"));
        assertEquals("42601", state("INSERT INTO registrations (age) (1)"));
        assertEquals("42601", state("INSERT INTO registrations (_value, age) VALUES ('{}', 1)"));
        assertEquals("42601", state("INSERT INTO registrations (age) VALUES (1"));
        assertEquals("22012", state("INSERT INTO registrations (age) SELECT 1 / 0"));
        assertEquals("22023", state("INSERT INTO registrations (_key, _value) VALUES ('k', '{')"));
        assertEquals("54000", state("INSERT INTO registrations (username) SELECT REPEAT('x', 1100000)"));
        assertEquals("[]", usernames());
    }

    private String state(String statement) throws Exception {
        JsonNode answer = sql(statement);
        return answer.has("sqlState") ? answer.get("sqlState").asText() : answer.toString();
    }

    /** However many partitions and bytes it has. */
    @Test
    void aStatementIsStoredWholeOrNotAtAll() throws Exception {
        String body = JSON.writeValueAsString(Map.of("partitions", 400, "config", Map.of("travertine.schema", SCHEMA)));
        assertEquals(
                201,
                send(request("/v1/topics/many", "application/json").PUT(BodyPublishers.ofString(body)))
                        .statusCode());
        String rows = java.util.stream.IntStream.range(0, 2_000)
                .mapToObj(i -> "('" + i + "', 'ada', 'a@example.org', 36, 'pro')")
                .collect(java.util.stream.Collectors.joining(", "));
        String insert = "INSERT INTO many (_key, username, email, age, plan) VALUES ";
        assertEquals("23514", state(insert + rows + ", ('k', 'A', 'a@example.org', 36, 'pro')"));
        assertEquals("[[0]]", String.valueOf(sql("SELECT count(*) FROM many").get("rows")));

        String notes = JSON.writeValueAsString(Map.of("partitions", 1, "config", Map.of("max.message.bytes", "3000")));
        send(request("/v1/topics/notes", "application/json").PUT(BodyPublishers.ofString(notes)));
        for (int length = 2_700; length < 3_000; length += 7) {
            String text = "INSERT INTO notes (a) SELECT REPEAT('x', " + length
                    + ") UNION ALL SELECT 'y' UNION ALL SELECT 'z'";
            JsonNode answer = sql(text);
            long stored =
                    sql("SELECT count(*) FROM notes").get("rows").get(0).get(0).asLong();
            assertEquals(0, stored % 3, () -> "stored in part: " + answer);
            assertEquals(answer.has("rows") ? 0 : 1, answer.has("sqlState") ? 1 : 0, answer::toString);
        }
        assertEquals("54000", state("INSERT INTO notes (a) SELECT REPEAT('x', 2999)"));
        assertEquals("42601", state("INSERT INTO \"" + "x".repeat(100_000) + "\" (a) VALUES (1)"));
    }

    /** Rows are validated as JSON is, and made of JSON where somebody comes with that. */
    @Test
    void rowsAreEnforcedToo() throws Exception {
        String body = JSON.writeValueAsString(
                Map.of("partitions", 1, "config", Map.of("travertine.format", "row", "travertine.schema", SCHEMA)));
        assertEquals(
                201,
                send(request("/v1/topics/rows", "application/json").PUT(BodyPublishers.ofString(body)))
                        .statusCode());
        HttpRequest.Builder wrong =
                request("/v1/topics/rows/records", "application/x-ndjson").POST(BodyPublishers.ofString(FIVE_WRONG));
        assertEquals(5, JSON.readTree(send(wrong).body()).get("violations").size());
        HttpRequest.Builder right =
                request("/v1/topics/rows/records", "application/x-ndjson").POST(BodyPublishers.ofString(valid("ada")));
        assertEquals(200, send(right).statusCode());
        assertEquals(
                "23514", state("INSERT INTO \"rows\" (username, email, age, plan) VALUES ('eve', 'e', 20, 'pro')"));
        sql("INSERT INTO \"rows\" (username, email, age, plan) VALUES ('eve', 'eve@example.org', 20, 'free')");

        RowCodec codec = new RowCodec(RecordSchema.ofJson(SCHEMA.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.kafkaAddress(), "linger.ms", 0, "retries", 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("rows", row(codec, "bob", 41L))).get();
            for (byte[] refused : List.of(
                    row(codec, "bob", 7L),
                    valid("bob").getBytes(StandardCharsets.UTF_8),
                    Arrays.copyOf(row(codec, "bob", 41L), 9),
                    new byte[0])) {
                assertInstanceOf(
                        InvalidRecordException.class,
                        assertThrows(
                                        ExecutionException.class,
                                        () -> producer.send(new ProducerRecord<>("rows", refused))
                                                .get())
                                .getCause());
            }
        }
        String rows = "[[\"ada\",36],[\"eve\",20],[\"bob\",41]]";
        String query = "SELECT username, age FROM \"rows\" ORDER BY _offset";
        assertEquals(rows, String.valueOf(sql(query).get("rows")));
        send(request("/v1/topics/rows/compact", "application/json").POST(BodyPublishers.noBody()));
        assertEquals(rows, String.valueOf(sql(query).get("rows")));
        JsonNode stored = JSON.readTree(send(request("/v1/topics/rows/records?offset=2", "application/json")
                        .GET())
                .body());
        assertEquals(41, stored.get("records").get(0).get("value").get("age").asInt(), stored::toString);

        String json = JSON.writeValueAsString(Map.of("config", Map.of("travertine.schema", SCHEMA)));
        assertEquals(
                400,
                send(request("/v1/topics/rows", "application/json").PUT(BodyPublishers.ofString(json)))
                        .statusCode(),
                "rows cannot become JSON");
    }

    private static byte[] row(RowCodec codec, String name, long age) {
        RowWriter writer = new RowWriter();
        codec.write(Map.of("username", name, "email", name + "@example.org", "age", age, "plan", "pro"), writer);
        return writer.toBytes();
    }

    /** Without a schema any column is taken; keys and times are the record's own. */
    @Test
    void keysTimesAndWholeValuesAreInserted() throws Exception {
        assertEquals(
                201,
                send(request("/v1/topics/notes", "application/json").PUT(BodyPublishers.ofString("{\"partitions\":4}")))
                        .statusCode());
        sql(
                "INSERT INTO notes (_key, _timestamp, text, stars, more) VALUES"
                        + " ('a', TIMESTAMP '2026-01-31 08:00:00', 'x', 1.5, NULL), ('b', TIMESTAMP '2026-01-31 08:00:01', 'y', 2, 'z')");
        sql("INSERT INTO notes (_value) VALUES ('[1, 2]')");
        assertEquals(
                "[[\"a\",\"2026-01-31T08:00:00Z\",\"x\",1.5,null],[\"b\",\"2026-01-31T08:00:01Z\",\"y\",2.0,\"z\"]]",
                String.valueOf(
                        sql("SELECT _key, _timestamp, text, stars, more FROM notes WHERE _key IS NOT NULL ORDER BY text")
                                .get("rows")));
        assertEquals(
                "[[\"[1, 2]\"]]",
                String.valueOf(
                        sql("SELECT _value FROM notes WHERE _key IS NULL").get("rows")));
        assertEquals("42601", state("INSERT INTO notes VALUES (1)"));
        assertEquals("42601", state("INSERT INTO notes (_key) VALUES ('a')"));
        assertEquals("[[1]]", rowsOf("INSERT INTO notes (_key, _value) VALUES ('gone', NULL)"));
        assertEquals("[[null]]", rowsOf("SELECT _value FROM notes WHERE _key = 'gone'"));
    }

    @Test
    void aSchemaThatMakesNoSenseIsRefused() throws Exception {
        String settings = JSON.writeValueAsString(
                Map.of("config", Map.of("travertine.schema", SCHEMA.replace("\"min\":3", "\"min\":30"))));
        HttpResponse<String> refused =
                send(request("/v1/topics/other", "application/json").PUT(BodyPublishers.ofString(settings)));
        assertEquals(400, refused.statusCode());
        assertTrue(
                refused.body()
                        .contains(
                                "field 'username': constraint size has min = 30 and max = 20, 0 <= min <= max is needed"),
                refused.body());
    }

    private int put(String topic, String format, String fields) throws Exception {
        String body = "{\"partitions\":1,\"config\":{\"travertine.format\":\"" + format
                + "\"},\"schema\":{\"name\":\"t\",\"fields\":[" + fields + "]}}";
        return put(topic, body).statusCode();
    }

    private HttpResponse<String> put(String topic, String body) throws Exception {
        return send(request("/v1/topics/" + topic, "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private int postTo(String topic, String line) throws Exception {
        return send(request("/v1/topics/" + topic + "/records", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(line)))
                .statusCode();
    }

    private String rowsOf(String query) throws Exception {
        JsonNode answer = sql(query);
        return String.valueOf(answer.has("rows") ? answer.get("rows") : answer);
    }

    @Test
    void aChangedDefaultIsInTheNextAnswer() throws Exception {
        String field = "{\"name\":\"s\",\"type\":\"string\",\"default\":\"one\"}";
        assertEquals(201, put("defaults", "json", field));
        assertEquals(200, postTo("defaults", "{}"));
        assertEquals("[[\"one\"]]", rowsOf("SELECT s FROM defaults"));
        assertEquals(200, put("defaults", "json", field.replace("one", "two")));
        assertEquals("[[\"two\"]]", rowsOf("SELECT s FROM defaults"));
    }

    @Test
    void whatNoRowCanSayIsRefused() throws Exception {
        String fields = """
                {"name":"m","type":{"decimal":[9,2]},"nullable":true,"constraints":[{"code":"digits","integer":30,"fraction":10}]},
                {"name":"f","type":"float32","nullable":true},{"name":"x","type":"float64","nullable":true},
                {"name":"d","type":"date","nullable":true},{"name":"t","type":"timestamp","nullable":true}""";
        for (String format : List.of("row", "json")) {
            String topic = "limits-" + format;
            assertEquals(201, put(topic, format, fields));
            for (String line : List.of(
                    "{\"m\":1.125}",
                    "{\"m\":12345678901234567890}",
                    "{\"f\":1e39}",
                    "{\"x\":1e309}",
                    "{\"t\":\"+1000000-01-01T00:00:00Z\"}",
                    "{\"t\":\"-1000000-01-01T00:00:00Z\"}")) {
                assertEquals(422, postTo(topic, line), format + line);
            }
            assertEquals(200, postTo(topic, "{\"f\":3e38,\"x\":1e308,\"m\":1.25}"));
            assertEquals(200, postTo(topic, "{\"d\":\"+999999999-01-01\"}"));
            assertEquals(
                    "[[1.25,3.0E38,1.0E308,null],[null,null,null,null]]",
                    rowsOf("SELECT m, f, x, d FROM \"" + topic + "\" ORDER BY _offset"));
        }
    }

    @Test
    void recordsThatLieTooDeepForRowsAreRefusedWithTheSchema() throws Exception {
        String type = "\"int64\"";
        for (int i = 0; i < 64; i++) {
            type = "{\"record\":{\"fields\":[{\"name\":\"a\",\"type\":" + type + "}]}}";
        }
        assertEquals(400, put("deep", "row", "{\"name\":\"a\",\"type\":" + type + "}"));
        assertEquals(201, put("deep", "json", "{\"name\":\"a\",\"type\":" + type + "}"));
    }

    @Test
    void fieldsThatDifferInCaseAloneAreTheFirstInSql() throws Exception {
        assertEquals(
                201,
                put("cases", "json", "{\"name\":\"name\",\"type\":\"int64\"},{\"name\":\"Name\",\"type\":\"int64\"}"));
        assertEquals(200, postTo("cases", "{\"name\":1,\"Name\":2}"));
        assertEquals("[[1]]", rowsOf("SELECT NAME FROM cases"));
    }

    @Test
    void aSchemaByItselfLeavesTheOtherSettings() throws Exception {
        String first = "{\"config\":{\"travertine.format\":\"row\",\"travertine.schema.compatibility\":\"full\"},"
                + "\"schema\":{\"name\":\"kept\",\"fields\":[{\"name\":\"a\",\"type\":\"int32\"}]}}";
        assertEquals(201, put("kept", first).statusCode());
        String wider = "{\"schema\":{\"name\":\"kept\",\"fields\":[{\"name\":\"a\",\"type\":\"int64\"}]}}";
        assertEquals(409, put("kept", wider).statusCode());
        String more = "{\"schema\":{\"name\":\"kept\",\"fields\":[{\"name\":\"a\",\"type\":\"int32\"},"
                + "{\"name\":\"b\",\"type\":\"int32\",\"nullable\":true}]}}";
        JsonNode config = JSON.readTree(put("kept", more).body()).get("config");
        assertEquals("row", config.path("travertine.format").asText());
        assertEquals("full", config.path("travertine.schema.compatibility").asText());
    }

    @Test
    void bytesAreInsertedAsTheyAre() throws Exception {
        String raw = "{\"partitions\":1,\"config\":{\"travertine.format\":\"raw\"}}";
        send(request("/v1/topics/bytes", "application/json").PUT(BodyPublishers.ofString(raw)));
        assertEquals("[[1]]", rowsOf("INSERT INTO bytes (_key, _value) VALUES (X'ff', X'ff00')"));
        assertEquals("[[1]]", rowsOf("INSERT INTO bytes (_key, _value) SELECT _key, _value FROM bytes"));
        assertEquals("[[\"/w==\",\"/wA=\"],[\"/w==\",\"/wA=\"]]", rowsOf("SELECT _key, _value FROM bytes"));
        JsonNode wrong = sql("INSERT INTO bytes (_timestamp, _value) VALUES ('x', 'y')");
        assertEquals(1, wrong.get("row").asInt(), wrong::toString);
    }

    @Test
    void ulidsAreInsertedFromAQuery() throws Exception {
        assertEquals(201, put("ulids", "row", "{\"name\":\"u\",\"type\":\"ulid\"}"));
        assertEquals("[[1]]", rowsOf("INSERT INTO ulids (u) VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FAV')"));
        assertEquals("[[1]]", rowsOf("INSERT INTO ulids (u) SELECT u FROM ulids"));
        assertEquals("[[1]]", rowsOf("INSERT INTO ulids (_value) SELECT _value FROM ulids LIMIT 1"));
        assertEquals("[[1,3]]", rowsOf("SELECT count(DISTINCT u), count(*) FROM ulids"));
        assertEquals("22023", state("INSERT INTO ulids (_value) VALUES (X'ff')"));
    }

    /** Who gives no number gets the next one, whoever comes at the same time. */
    @Test
    void versionsThatComeAtOnceAreNumbered() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                String field = "{\"name\":\"f" + i + "\",\"type\":\"int64\",\"nullable\":true}";
                answers.add(threads.submit(() -> put("racing", "json", field)));
            }
        }
        int created = 0;
        for (Future<Integer> answer : answers) {
            assertTrue(answer.get() < 300, () -> answer + " " + answer.resultNow());
            created += answer.get() == 201 ? 1 : 0;
        }
        assertEquals(1, created);
        HttpResponse<String> versions =
                send(request("/v1/topics/racing/schemas", "application/json").GET());
        assertEquals(8, JSON.readTree(versions.body()).get("versions").size(), versions.body());
    }
}
