package io.travertine.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.travertine.broker.Broker;
import io.travertine.cli.BrokerHttp;
import io.travertine.cli.output.CountingInput;
import io.travertine.cli.output.Progress;
import io.travertine.cli.output.Units;
import io.travertine.cli.sql.QuerySummary;
import io.travertine.client.TravertineClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One broker, all of its doors:
 *
 * <ol>
 *   <li>topics over HTTP, one with declared columns and an index;
 *   <li>records in as NDJSON over HTTP;
 *   <li>records out by a plain Kafka consumer, compared with what went in;
 *   <li>questions in SQL, asked of the fresh log;
 *   <li>the log sealed and compacted into columns;
 *   <li>the same questions again, whose answers must be the same.
 * </ol>
 */
public final class Demo {
    private static final Map<String, String> FLIGHTS_CONFIG =
            Map.of("travertine.columns", "date TIMESTAMP", "travertine.indexes", "origin");

    private final Broker broker;
    private final FlightData data;
    private final PrintStream out;
    private final TravertineClient client;
    private final BrokerHttp http;

    private Demo(Broker broker, FlightData data, PrintStream out) {
        this.broker = broker;
        this.data = data;
        this.out = out;
        this.client = TravertineClient.connect(broker.httpAddress());
        this.http = new BrokerHttp(broker.httpAddress());
    }

    public static DemoOutcome run(Broker broker, Path flights, PrintStream out) throws Exception {
        return new Demo(broker, new FlightData(flights), out).run();
    }

    private DemoOutcome run() throws Exception {
        say(
                "broker",
                "Kafka " + broker.kafkaAddress() + ", HTTP " + broker.httpAddress() + ", data in "
                        + broker.dataDirectory());
        createTopics();
        ingest("flights", data.flights(), Map.of("key", "origin", "timestamp", "date"));
        ingest("airports", data.airports(), Map.of("key", "iata"));
        boolean sameConsumed = consume();
        Questioner before = Questioner.askAll(client);
        say("ask", before.asked().size() + " questions answered from the log as it was written");
        compact("flights");
        compact("airports");
        Questioner after = Questioner.askAll(client);
        print(before, after);
        boolean sameBefore = before.answers().equals(after.answers());
        out.println(
                sameBefore
                        ? "Every answer was the same before and after compaction."
                        : "THE ANSWERS BEFORE COMPACTION WERE OTHERS:\n" + before.answers());
        out.println();
        printHowToGoOn();
        return new DemoOutcome(after.answers(), sameBefore, sameConsumed);
    }

    private void say(String step, String what) {
        out.printf("%-8s %s%n", step, what);
    }

    private void createTopics() {
        client.topics().create("flights", Question.PARTITIONS, FLIGHTS_CONFIG);
        client.topics().create("airports", 1, Map.of());
        say("topics", "flights (" + Question.PARTITIONS + " partitions, key and index: origin) and airports");
    }

    private void ingest(String topic, FlightData.Lines lines, Map<String, String> mapping) throws Exception {
        long started = System.nanoTime();
        JsonNode answer;
        try (Progress progress = Progress.ofBytes("sending " + topic, lines.bytes());
                InputStream counted = new CountingInput(lines.in(), progress::advance)) {
            answer = http.ingest(topic, counted, mapping);
        }
        long nanos = System.nanoTime() - started;
        long count = answer.path("count").asLong();
        say(
                "ingest",
                Units.count(count) + " " + topic + " over HTTP in " + Units.time(nanos) + " ("
                        + Units.rate(count, nanos) + "), all durable and queryable");
    }

    private boolean consume() throws IOException {
        long started = System.nanoTime();
        KeyDigests read = KafkaReader.read(broker.kafkaAddress(), "flights");
        long nanos = System.nanoTime() - started;
        boolean same = read.equals(sent());
        say(
                "consume",
                Units.count(read.count()) + " flights by a plain Kafka consumer in " + Units.time(nanos)
                        + (same ? ": byte for byte what was sent, in order for each key" : ": NOT WHAT WAS SENT"));
        return same;
    }

    private KeyDigests sent() throws IOException {
        KeyDigests digests = new KeyDigests();
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(data.flights().in(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                digests.add(json.readTree(line).get("origin").asText(), line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return digests;
    }

    private void compact(String topic) throws Exception {
        JsonNode report = http.compact(topic);
        say(
                "compact",
                topic + ": " + Units.count(report.path("records").asLong(), "record") + " into "
                        + Units.count(report.path("segmentsWritten").asLong(), "Arrow segment") + " ("
                        + Units.bytes(report.path("bytesWritten").asLong()) + ") in "
                        + Units.time(report.path("millis").asLong() * 1_000_000));
    }

    private void print(Questioner before, Questioner after) {
        after.asked().forEach((question, answer) -> {
            out.println();
            out.println(question.title());
            question.sql().lines().forEach(line -> out.println("  | " + line));
            answer.table().lines().forEach(line -> out.println("  " + line));
            Questioner.Asked fresh = before.asked().get(question);
            out.println("  " + answer.summary() + before(fresh == null ? null : fresh.summary()));
        });
        out.println();
    }

    private static String before(@Nullable QuerySummary fresh) {
        return fresh == null ? "" : " (before compaction: " + Units.time(fresh.nanos()) + ")";
    }

    private void printHowToGoOn() {
        out.println("To go on (with --keep the broker stays):");
        out.println("  ./travertine sql --http " + broker.httpAddress());
        out.println("  ./travertine consume flights --limit 3 --http " + broker.httpAddress());
        out.println("  kcat -b " + broker.kafkaAddress() + " -t flights -C -o -3 -e");
        out.println("  curl -s " + broker.httpAddress()
                + "/v1/sql -H 'Content-Type: application/json' -d '{\"sql\":\"SELECT count(*) FROM flights\"}'");
        out.println(
                "  echo '{\"origin\":\"SFO\",\"destination\":\"JFK\",\"delay\":0,\"date\":\"2001-01-13T09:00:00Z\"}' | curl -s '"
                        + broker.httpAddress()
                        + "/v1/topics/flights/records?key=origin&timestamp=date' -H 'Content-Type: application/x-ndjson' --data-binary @-");
        out.println("  curl -s " + broker.httpAddress() + "/metrics | grep travertine");
    }
}
