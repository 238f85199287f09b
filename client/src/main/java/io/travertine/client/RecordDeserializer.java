package io.travertine.client;

import io.travertine.schema.RecordType;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.row.RowException;
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
    private final RowsAsJson rows;
    private final JsonReader json = new JsonReader();
    private final RowReader row = new RowReader();

    RecordDeserializer(RecordType<T> type, RowsAsJson rows) {
        this.type = type;
        this.rows = rows;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            boolean own = RowReader.isRow(value)
                    && row.reset(value).begin() == type.schema().version();
            return own ? type.readRow(row.reset(value)) : read(rows.apply(value));
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
}
