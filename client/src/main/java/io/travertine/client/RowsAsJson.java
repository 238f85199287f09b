package io.travertine.client;

import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.row.RowException;
import io.travertine.schema.row.RowHistory;
import io.travertine.schema.row.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * Values of a topic as JSON: a binary row by the schema that the broker has for its version, anything else as it is. Asks the broker when a
 * version comes that it did not know. One thread.
 */
public final class RowsAsJson {
    private final TravertineClient client;
    private final String topic;
    private final RowReader row = new RowReader();
    private @Nullable RowHistory history;

    RowsAsJson(TravertineClient client, String topic) {
        this.client = client;
        this.topic = topic;
    }

    /**
     * A value as JSON.
     *
     * @throws RowException when it begins as a row does and is none of any version
     */
    public byte[] apply(byte[] value) {
        if (!RowReader.isRow(value)) {
            return value;
        }
        RowHistory known = history;
        if (known == null || !known.has(row.reset(value).begin())) {
            known = new RowHistory(client.topics().schemas(topic));
            history = known;
        }
        JsonWriter writer = new JsonWriter();
        known.toJson(value, 0, value.length, writer);
        return writer.toBytes();
    }
}
