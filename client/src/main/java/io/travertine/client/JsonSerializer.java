package io.travertine.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Values as JSON. */
final class JsonSerializer<T> implements Serializer<T> {
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        try {
            return value == null ? null : HttpTransport.JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new SerializationException("a value for topic '" + topic + "' cannot be written as JSON", unwritable);
        }
    }
}
