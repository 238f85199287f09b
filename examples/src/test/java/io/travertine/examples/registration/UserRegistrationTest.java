package io.travertine.examples.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.broker.Broker;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.Setting;
import io.travertine.client.QueryRows;
import io.travertine.client.TravertineClient;
import io.travertine.client.TravertineException;
import io.travertine.client.ValidProducer;
import io.travertine.schema.validation.InvalidValueException;
import io.travertine.schema.validation.Valid;
import io.travertine.schema.validation.Validator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of docs/schemas.md, from the declaration to the query. */
class UserRegistrationTest {
    private static final UserRegistrationType TYPE = UserRegistrationType.INSTANCE;

    @TempDir
    Path directory;

    @Test
    void isValidBeforeItIsSentAndRefusedWhenItIsNot() throws Exception {
        try (Broker broker = Broker.start(config())) {
            TravertineClient client = TravertineClient.connect(broker.httpAddress());
            client.topics().create(TYPE, 1);
            UserRegistration ada = new UserRegistration("ada", "ada@example.org", 36, "pro", Set.of("news"));
            try (ValidProducer<UserRegistration> producer = client.producer(TYPE)) {
                assertEquals(
                        0,
                        producer.send(ada.username(), TYPE.require(ada)).join().offset());

                Validator<UserRegistration> lax = (value, out) -> {};
                Valid<UserRegistration> byAnother = lax.require(ada);
                assertThrows(IllegalArgumentException.class, () -> producer.send("ada", byAnother));
            }
            InvalidValueException refused = assertThrows(
                    InvalidValueException.class,
                    () -> TYPE.require(new UserRegistration("A", "nobody", 7, "gold", Set.of("beta"))));
            assertEquals(
                    List.of("username", "username", "email", "age", "plan"),
                    refused.violations().stream().map(each -> each.path()).toList());

            HttpResponse<String> answer = post(
                    broker.httpAddress(),
                    "{\"username\":\"kim\",\"email\":\"kim@example.org\",\"age\":15,\"plan\":\"pro\"}");
            assertEquals(422, answer.statusCode());
            assertTrue(answer.body().contains("pro is for adults"), answer.body());

            TravertineException violated = assertThrows(
                    TravertineException.class,
                    () -> client.execute(
                            "INSERT INTO \"user-registrations\" (username, email, age, plan) VALUES (?, ?, ?, ?)",
                            "kim",
                            "kim@example.org",
                            15,
                            "pro"));
            assertEquals("23514", violated.sqlState());
            assertEquals(
                    1,
                    client.execute(
                            "INSERT INTO \"user-registrations\" (username, email, age, plan) VALUES ('zoe', 'zoe@example.org', 20, 'pro')"));

            try (QueryRows rows = client.query("SELECT username, age FROM \"user-registrations\" ORDER BY username")) {
                assertTrue(rows.next());
                assertEquals("ada", rows.getString("username"));
                assertEquals(36, rows.getLong("age"));
                assertTrue(rows.next());
                assertEquals("zoe", rows.getString("username"));
                assertTrue(!rows.next());
            }

            String second = new String(TYPE.schema().toJson(), StandardCharsets.UTF_8)
                    .replace("\"version\":1", "\"version\":2")
                    .replace("\"value\":13", "\"value\":12")
                    .replace(
                            "\"fields\":[",
                            "\"fields\":[{\"name\":\"country\",\"type\":\"string\",\"default\":\"GB\",\"since\":2,"
                                    + "\"constraints\":[{\"code\":\"pattern\",\"regexp\":\"[A-Z]{2}\"}]},");
            client.topics().create("user-registrations", 1, Map.of("travertine.schema", second));
            String third = second.replace("\"version\":2", "\"version\":3").replace("\"value\":12", "\"value\":21");
            TravertineException stricter = assertThrows(
                    TravertineException.class,
                    () -> client.topics().create("user-registrations", 1, Map.of("travertine.schema", third)));
            assertEquals("urn:travertine:problem:incompatible-schema", stricter.type());
            client.topics().create(TYPE, 1);
            try (ValidProducer<UserRegistration> producer = client.producer(TYPE)) {
                UserRegistration bob = new UserRegistration("bob", "bob@example.org", 40, "free", Set.of());
                producer.send("bob", TYPE.require(bob)).join();
            }
            try (QueryRows rows =
                    client.query("SELECT count(*) AS n FROM \"user-registrations\" WHERE country = 'GB'")) {
                assertTrue(rows.next());
                assertEquals(3, rows.getLong("n"));
                assertTrue(!rows.next());
            }
        }
    }

    private static HttpResponse<String> post(URI broker, String line) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(broker.resolve("/v1/topics/user-registrations/records"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString(line))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private BrokerConfig config() throws Exception {
        return BrokerConfig.of(List.of(
                new Setting("data.directory", directory.toString(), "the example"),
                new Setting("kafka.port", "0", "the example"),
                new Setting("http.port", "0", "the example")));
    }
}
