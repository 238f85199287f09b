package io.travertine.client;

import io.travertine.schema.RecordType;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Values of a record type, by the type's own codec: those of its earlier versions, too. One thread. */
final class RecordDeserializer<T> implements Deserializer<T> {
    private final RecordType<T> type;
    private final JsonReader json = new JsonReader();

    RecordDeserializer(RecordType<T> type) {
        this.type = type;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            T read = type.read(json.reset(value));
            json.end();
            return read;
        } catch (JsonException wrong) {
            throw new SerializationException(
                    "a value of topic '" + topic + "' is no record of version "
                            + type.schema().version() + " of its schema: " + wrong.getMessage(),
                    wrong);
        }
    }
}
