package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Produces as fast as Kafka's own producer can, linger 5. On a small machine the client takes most of the CPU. */
record ClientProduce(Payload payload) implements Load {
    private static final int LINGER_MS = 5;
    private static final int DISTINCT_LINES = 10_000;

    @Override
    public String client() {
        return "kafka-clients";
    }

    @Override
    public Outcome run(InetSocketAddress broker, Topic topic, long nanos) throws IOException {
        byte[][] lines = lines(payload, DISTINCT_LINES);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long records = 0;
        try (KafkaProducer<byte[], byte[]> producer = ClientSettings.producer(broker, payload.codec(), LINGER_MS)) {
            producer.partitionsFor(topic.name()); // connects
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                byte[] line = lines[(int) (records++ % lines.length)];
                producer.send(new ProducerRecord<>(topic.name(), line), (metadata, exception) -> {
                    if (exception != null) {
                        failure.set(exception);
                    }
                });
            }
            producer.flush();
            ClientSettings.throwIfAny(failure);
            return new Outcome(records, records * payload.recordBytes(), 0, System.nanoTime() - start, new Latencies());
        }
    }

    static byte[][] lines(Payload payload, int count) {
        JsonLines source = new JsonLines(payload.recordBytes(), 1);
        byte[][] lines = new byte[count][];
        for (int i = 0; i < count; i++) {
            lines[i] = source.next();
        }
        return lines;
    }
}
