package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Produces at a fixed rate with Kafka's own producer. A record's latency runs from the moment at which it was due, not from when
 * the client got round to send it, until its acknowledgement: a stall counts for every record that it delays.
 */
record FixedRate(Payload payload, int recordsPerSecond, int lingerMs) implements Load {
    private static final int DISTINCT_LINES = 1_000;

    /** Records of the first moments, in which a new client connects and asks for metadata, do not count. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Override
    public String client() {
        return "kafka-clients";
    }

    @Override
    public Outcome run(InetSocketAddress broker, Topic topic, long nanos) throws IOException {
        byte[][] lines = ClientProduce.lines(payload, DISTINCT_LINES);
        Latencies latencies = new Latencies(); // added to by the producer's one sender thread
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long interval = TimeUnit.SECONDS.toNanos(1) / recordsPerSecond;
        long records = 0;
        try (KafkaProducer<byte[], byte[]> producer = ClientSettings.producer(broker, payload.codec(), lingerMs)) {
            producer.partitionsFor(topic.name()); // connects
            long start = System.nanoTime();
            for (long due = start; due - start < nanos; due += interval) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long wasDue = due;
                producer.send(
                        new ProducerRecord<>(topic.name(), lines[(int) (records % lines.length)]), (metadata, e) -> {
                            if (e != null) {
                                failure.set(e);
                            } else if (wasDue - start > SETTLE_NANOS) {
                                latencies.add(System.nanoTime() - wasDue);
                            }
                        });
                records++;
            }
            producer.flush();
            ClientSettings.throwIfAny(failure);
            return new Outcome(records, records * payload.recordBytes(), 0, System.nanoTime() - start, latencies);
        }
    }
}
