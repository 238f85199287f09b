package io.travertine.client;

import io.travertine.schema.RecordType;
import io.travertine.schema.validation.Valid;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A producer for the topic of one record type. It takes only values that were validated; anything else does not compile. Thread-safe.
 *
 * <pre>{@code
 * producer.send(key, UserRegistrationType.INSTANCE.require(registration));
 * }</pre>
 */
public final class ValidProducer<T> implements AutoCloseable {
    private final RecordType<T> type;
    private final TopicProducer<T> producer;

    ValidProducer(RecordType<T> type, KafkaProducer<String, T> kafka) {
        this.type = type;
        this.producer = new TopicProducer<>(type.schema().name(), kafka);
    }

    /**
     * Sends a record; see {@link TopicProducer#send}.
     *
     * @throws IllegalArgumentException when another validator than the type's found the value valid
     */
    public CompletableFuture<RecordMetadata> send(@Nullable String key, Valid<T> value) {
        if (value.validator() != type) {
            throw new IllegalArgumentException(
                    "the value for topic '" + type.schema().name() + "' was validated by " + value.validator()
                            + "; the topic's own type is needed: its INSTANCE.require(value)");
        }
        return producer.send(key, value.value());
    }

    /** Sends what waits in batches, and returns when every record sent before is durable or has failed. Blocks. */
    public void flush() {
        producer.flush();
    }

    /** Flushes, then lets go of the connections. Blocks. */
    @Override
    public void close() {
        producer.close();
    }
}
