package io.travertine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.broker.Broker;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.Setting;
import io.travertine.client.QueryRows;
import io.travertine.client.TopicProducer;
import io.travertine.client.TravertineClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A query that begins after an acknowledgement sees the record: many Kafka producers and many SQL clients of one broker, whose log
 * files are sealed and compacted all the while. {@code -Dtravertine.records=N} sends more.
 */
@Timeout(300)
class FreshnessTest {
    private static final int PRODUCERS = 6;
    private static final int QUERIERS = 4;
    private static final int RECORDS = Integer.getInteger("travertine.records", 300);

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedIsInTheAnswer() throws Exception {
        BrokerConfig config = BrokerConfig.of(List.of(
                new Setting("data.directory", directory.toString(), "test"),
                new Setting("kafka.port", "0", "test"),
                new Setting("http.port", "0", "test"),
                new Setting("log.file-bytes", "1MiB", "test"),
                new Setting("compaction.hot-log-bytes", "0", "test")));
        try (Broker broker = Broker.start(config);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            TravertineClient client = TravertineClient.connect(broker.httpAddress());
            client.topics().create("fresh", 3, Map.of("travertine.columns", "n BIGINT"));
            AtomicLong acknowledged = new AtomicLong();
            AtomicBoolean done = new AtomicBoolean();
            List<CompletableFuture<Void>> producers = new ArrayList<>();
            for (int i = 0; i < PRODUCERS; i++) {
                int first = i * RECORDS;
                producers.add(CompletableFuture.runAsync(() -> produce(client, first, acknowledged), threads));
            }
            List<CompletableFuture<Void>> others = new ArrayList<>();
            for (int i = 0; i < QUERIERS; i++) {
                others.add(CompletableFuture.runAsync(() -> count(client, acknowledged, done), threads));
            }
            others.add(CompletableFuture.runAsync(() -> compact(broker, done), threads));
            producers.forEach(CompletableFuture::join);
            done.set(true);
            others.forEach(CompletableFuture::join);
            assertEquals(PRODUCERS * RECORDS, number(client, "SELECT count(DISTINCT n) FROM fresh"));
            assertEquals(PRODUCERS * RECORDS, number(client, "SELECT count(*) FROM fresh"));
        }
    }

    /** Asks for each tenth record as soon as it is acknowledged. */
    private static void produce(TravertineClient client, int first, AtomicLong acknowledged) {
        try (TopicProducer<Map<String, Object>> producer = client.producer("fresh")) {
            for (int n = first; n < first + RECORDS; n++) {
                producer.send("key " + n, Map.of("n", n, "pad", "x".repeat(n % 2_000)))
                        .join();
                acknowledged.incrementAndGet();
                if (n % 10 == 0) {
                    assertEquals(1, number(client, "SELECT count(*) FROM fresh WHERE n = " + n), n + " is not seen");
                }
            }
        }
    }

    private static void count(TravertineClient client, AtomicLong acknowledged, AtomicBoolean done) {
        while (!done.get()) {
            long before = acknowledged.get();
            long seen = number(client, "SELECT count(*) FROM fresh WHERE n >= 0");
            assertTrue(seen >= before, seen + " seen after " + before + " were acknowledged");
        }
    }

    private static void compact(Broker broker, AtomicBoolean done) {
        BrokerHttp http = new BrokerHttp(broker.httpAddress());
        while (!done.get()) {
            try {
                http.compact("fresh");
            } catch (IOException | InterruptedException | Failure e) {
                throw new CompletionException(e);
            }
        }
    }

    private static long number(TravertineClient client, String sql) {
        try (QueryRows rows = client.query(sql)) {
            assertTrue(rows.next());
            return rows.getLong(0);
        }
    }
}
