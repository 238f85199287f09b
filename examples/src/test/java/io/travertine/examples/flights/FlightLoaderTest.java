package io.travertine.examples.flights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.broker.Broker;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.Setting;
import io.travertine.client.QueryRows;
import io.travertine.client.TravertineClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real flights as rows: sent, refused, queried, consumed. */
class FlightLoaderTest {
    private static final Path FLIGHTS = Path.of("flights/flights-200k.ndjson.gz");
    private static final int COUNT = Integer.getInteger("travertine.flights", 20_000);

    @TempDir
    Path directory;

    @Test
    void whatIsValidIsStoredAndTheRestIsCountedByReason() throws Exception {
        List<String> lines;
        try (BufferedReader all = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FLIGHTS)), StandardCharsets.UTF_8))) {
            lines = all.lines().limit(COUNT).toList();
        }
        String wrong =
                "{\"date\":\"2001-02-01T00:00:00Z\",\"delay\":5000,\"distance\":0,\"origin\":\"ORD\",\"destination\":\"ord\"}\n"
                        + "{\"date\":\"2001-02-01T00:00:00Z\",\"delay\":5,\"distance\":1,\"origin\":\"ORD\",\"destination\":\"ORD\"}\n"
                        + "{\"date\":\"2002-02-01T00:00:00Z\",\"delay\":5,\"distance\":1,\"origin\":\"ORD\",\"destination\":\"JFK\"}\n[]\n";
        try (Broker broker = Broker.start(BrokerConfig.of(List.of(
                new Setting("data.directory", directory.toString(), "the example"),
                new Setting("kafka.port", "0", "the example"),
                new Setting("http.port", "0", "the example"))))) {
            TravertineClient client = TravertineClient.connect(broker.httpAddress());
            FlightLoader loader = new FlightLoader(client);
            loader.load(new BufferedReader(new StringReader(String.join("\n", lines) + "\n" + wrong)));
            assertEquals(COUNT, loader.sent());
            assertEquals(
                    Map.of(
                            "no flight", 1,
                            "delay must be at most 2880", 1,
                            "distance must be more than 0", 1,
                            "destination must match [A-Z]{3}", 1,
                            "destination must be another airport than origin", 1,
                            "date must be from 2001-01-01 to 2001-12-31T23:59:59Z", 1),
                    loader.refused());
            Map<String, Long> expected =
                    lines.stream().collect(Collectors.groupingBy(line -> field(line, "origin"), Collectors.counting()));
            int airports = 0;
            try (QueryRows rows = client.query("SELECT origin, count(*) AS n FROM flights GROUP BY origin")) {
                while (rows.next()) {
                    assertEquals(expected.get(rows.getString("origin")), rows.getLong("n"));
                    airports++;
                }
            }
            assertEquals(expected.size(), airports);
            try (KafkaConsumer<String, Flight> consumer = client.consumer(FlightType.INSTANCE, "readers")) {
                Flight first = null;
                while (first == null) {
                    for (var record : consumer.poll(java.time.Duration.ofSeconds(1))) {
                        first = record.offset() == 0 ? record.value() : first;
                    }
                }
                assertEquals(field(lines.getFirst(), "destination"), first.destination());
            }
            assertTrue(expected.size() > 100);
        }
    }

    private static String field(String line, String name) {
        int from = line.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return line.substring(from, line.indexOf('"', from));
    }
}
