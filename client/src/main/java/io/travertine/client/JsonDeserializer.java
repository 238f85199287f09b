package io.travertine.client;

import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Values from JSON. */
final class JsonDeserializer<T> implements Deserializer<T> {
    private final Class<T> type;

    JsonDeserializer(Class<T> type) {
        this.type = type;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        try {
            return value == null ? null : HttpTransport.JSON.readValue(value, type);
        } catch (IOException malformed) {
            throw new SerializationException(
                    "a value of topic '" + topic + "' is not the JSON of a " + type.getSimpleName(), malformed);
        }
    }
}
