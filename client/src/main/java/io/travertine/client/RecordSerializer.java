package io.travertine.client;

import io.travertine.schema.RecordType;
import io.travertine.schema.json.JsonWriter;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Values of a record type as JSON, by the type's own codec. Thread-safe: each thread has a buffer. */
final class RecordSerializer<T> implements Serializer<T> {
    private final RecordType<T> type;
    private final ThreadLocal<JsonWriter> writers = ThreadLocal.withInitial(JsonWriter::new);

    RecordSerializer(RecordType<T> type) {
        this.type = type;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        JsonWriter writer = writers.get().reset();
        type.write(value, writer);
        return writer.toBytes();
    }
}
