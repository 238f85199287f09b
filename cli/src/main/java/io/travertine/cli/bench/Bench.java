package io.travertine.cli.bench;

import io.travertine.cli.output.Progress;
import io.travertine.cli.output.Units;
import io.travertine.client.QueryRows;
import io.travertine.client.TravertineClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Produces JSON records to a topic of its own, reads them back, asks about them, and deletes the topic. */
public final class Bench {
    private static final int ROUND_TRIPS = 500;
    private static final int QUERY_RUNS = 5;

    private final TravertineClient client;
    private final int records;
    private final int partitions;
    private final String padding;
    private final String compression;
    private final String topic = "bench-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis();

    /** One line of the result. */
    public record Figure(String what, String result, String detail) {}

    public Bench(TravertineClient client, int records, int partitions, int paddingBytes, String compression) {
        this.client = client;
        this.records = records;
        this.partitions = partitions;
        this.padding = "x".repeat(paddingBytes);
        this.compression = compression;
    }

    public List<Figure> run() throws Exception {
        client.topics().create(topic, partitions, Map.of());
        try {
            List<Figure> figures = new ArrayList<>();
            figures.add(produce());
            figures.add(roundTrips());
            figures.add(consume());
            figures.add(query("count", "SELECT count(*) FROM \"" + topic + "\""));
            figures.add(query("group", "SELECT kind, count(*), avg(amount) FROM \"" + topic + "\" GROUP BY kind"));
            figures.add(query("find", "SELECT * FROM \"" + topic + "\" WHERE n = " + records / 2));
            return figures;
        } finally {
            client.topics().delete(topic);
        }
    }

    private byte[] value(int n) {
        return ("{\"n\":" + n + ",\"kind\":\"k" + n % 20 + "\",\"amount\":" + n % 1_000 / 100.0 + ",\"text\":\""
                        + padding + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private KafkaProducer<byte[], byte[]> producer(int lingerMs) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", client.kafkaAddress());
        settings.put("linger.ms", lingerMs);
        settings.put("batch.size", 65_536);
        settings.put("compression.type", compression);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Figure produce() throws Exception {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long bytes = 0;
        long started = System.nanoTime();
        try (KafkaProducer<byte[], byte[]> producer = producer(5);
                Progress progress = new Progress("producing", records, " records")) {
            for (int n = 0; n < records && failure.get() == null; n++) {
                byte[] value = value(n);
                bytes += value.length;
                producer.send(new ProducerRecord<>(topic, value), (metadata, e) -> failure.compareAndSet(null, e));
                progress.advance(1);
            }
            producer.flush();
        }
        @Nullable Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        long nanos = System.nanoTime() - started;
        return new Figure("produce", Units.rate(records, nanos), volume(bytes, nanos) + ", acks=all, " + compression);
    }

    private Figure roundTrips() throws InterruptedException, ExecutionException {
        long[] nanos = new long[ROUND_TRIPS];
        try (KafkaProducer<byte[], byte[]> producer = producer(0)) {
            for (int i = 0; i < ROUND_TRIPS; i++) {
                long started = System.nanoTime();
                producer.send(new ProducerRecord<>(topic, value(i))).get();
                nanos[i] = System.nanoTime() - started;
            }
        }
        Arrays.sort(nanos);
        return new Figure(
                "acknowledge",
                Units.time(nanos[ROUND_TRIPS / 2]),
                "median of one record in flight; 99 of 100 within " + Units.time(nanos[ROUND_TRIPS * 99 / 100]));
    }

    private Figure consume() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", client.kafkaAddress(), "max.poll.records", 10_000, "enable.auto.commit", false);
        long bytes = 0;
        long count = 0;
        long started = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (count < records + ROUND_TRIPS) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    bytes += record.value().length;
                    count++;
                }
            }
        }
        long nanos = System.nanoTime() - started;
        return new Figure("consume", Units.rate(count, nanos), volume(bytes, nanos));
    }

    private Figure query(String what, String sql) {
        long first = time(sql);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < QUERY_RUNS; i++) {
            best = Math.min(best, time(sql));
        }
        return new Figure(
                "query: " + what, Units.time(best), "best of " + QUERY_RUNS + "; the first took " + Units.time(first));
    }

    private long time(String sql) {
        long started = System.nanoTime();
        try (QueryRows rows = client.query(sql)) {
            while (rows.next()) {
                // only the time counts
            }
        }
        return System.nanoTime() - started;
    }

    private static String volume(long bytes, long nanos) {
        return Units.bytes(Math.round(bytes * 1e9 / Math.max(1, nanos))) + "/s";
    }
}
