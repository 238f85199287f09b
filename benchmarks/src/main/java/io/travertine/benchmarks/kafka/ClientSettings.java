package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** How Kafka's own clients are set up: acks=all and idempotent, as they are by default. */
final class ClientSettings {
    private ClientSettings() {}

    static KafkaProducer<byte[], byte[]> producer(InetSocketAddress broker, String codec, int lingerMs) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        address(broker),
                        "compression.type",
                        codec,
                        "linger.ms",
                        lingerMs,
                        "batch.size",
                        RawConsume.BATCH_BYTES,
                        "buffer.memory",
                        64L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static KafkaConsumer<byte[], byte[]> consumer(InetSocketAddress broker) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", address(broker), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** What a producer's callbacks left there. */
    static void throwIfAny(AtomicReference<@Nullable Exception> failure) throws IOException {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException("The broker refused a record", failed);
        }
    }

    private static String address(InetSocketAddress broker) {
        return broker.getAddress().getHostAddress() + ":" + broker.getPort();
    }
}
