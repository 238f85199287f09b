package io.travertine.client;

import io.travertine.schema.RecordType;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.row.RowException;
import io.travertine.schema.row.RowHistory;
import io.travertine.schema.row.RowReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Values of a record type, JSON or rows, by the type's own codec; those of its earlier versions, too. A row of another version is read by
 * the schema that the broker has for it. One thread.
 */
final class RecordDeserializer<T> implements Deserializer<T> {
    private final RecordType<T> type;
    private final Topics topics;
    private final JsonReader json = new JsonReader();
    private final RowReader row = new RowReader();
    private @Nullable RowHistory history;

    RecordDeserializer(RecordType<T> type, Topics topics) {
        this.type = type;
        this.topics = topics;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            if (!RowReader.isRow(value)) {
                return read(value);
            }
            return row.reset(value).begin() == type.schema().version()
                    ? type.readRow(row.reset(value))
                    : read(asJson(topic, value));
        } catch (JsonException | RowException wrong) {
            throw new SerializationException(
                    "a value of topic '" + topic + "' cannot be read as version "
                            + type.schema().version() + " of its schema: " + wrong.getMessage(),
                    wrong);
        }
    }

    private T read(byte[] value) {
        T read = type.read(json.reset(value));
        json.end();
        return read;
    }

    /** Versions that came while this was open are asked for again. */
    private byte[] asJson(String topic, byte[] value) {
        RowHistory known = history;
        if (known == null || !known.has(row.reset(value).begin())) {
            known = new RowHistory(topics.schemas(topic));
            history = known;
        }
        JsonWriter writer = new JsonWriter();
        known.toJson(value, 0, value.length, writer);
        return writer.toBytes();
    }
}
