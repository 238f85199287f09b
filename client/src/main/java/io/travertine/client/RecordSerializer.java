package io.travertine.client;

import io.travertine.schema.RecordType;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.row.RowWriter;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Values of a record type as JSON or as rows, by the type's own codec. Thread-safe: each thread has a buffer. */
final class RecordSerializer<T> implements Serializer<T> {
    private final RecordType<T> type;
    private final boolean rows;
    private final ThreadLocal<JsonWriter> json = ThreadLocal.withInitial(JsonWriter::new);
    private final ThreadLocal<RowWriter> row = ThreadLocal.withInitial(RowWriter::new);

    RecordSerializer(RecordType<T> type, boolean rows) {
        this.type = type;
        this.rows = rows;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        if (rows) {
            RowWriter writer = row.get().reset();
            type.writeRow(value, writer);
            return writer.toBytes();
        }
        JsonWriter writer = json.get().reset();
        type.write(value, writer);
        return writer.toBytes();
    }
}
