package io.travertine.client;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Kafka's producer for one topic, with futures. Thread-safe. */
public final class TopicProducer<T> implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<String, T> kafka;

    TopicProducer(String topic, KafkaProducer<String, T> kafka) {
        this.topic = topic;
        this.kafka = kafka;
    }

    /**
     * Sends a record; it may wait in a batch for others, as Kafka's settings say. The future is complete when the record is
     * durable, consumable and queryable. It fails with Kafka's exceptions, after the retries that its settings allow. It
     * completes on the producer's own thread: what depends on it must not block.
     *
     * @param key records with the same key go to the same partition, in order; null: any partition
     * @param value null is a record without a value
     */
    public CompletableFuture<RecordMetadata> send(@Nullable String key, @Nullable T value) {
        CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
        kafka.send(new ProducerRecord<>(topic, key, value), (metadata, failure) -> {
            if (failure == null) {
                sent.complete(metadata);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }

    /** Sends what waits in batches, and returns when every record sent before is durable or has failed. Blocks. */
    public void flush() {
        kafka.flush();
    }

    /** The producer underneath, for partitions, headers, timestamps and transactions. */
    public KafkaProducer<String, T> kafka() {
        return kafka;
    }

    /** Flushes, then lets go of the connections. Blocks. */
    @Override
    public void close() {
        kafka.close();
    }
}
