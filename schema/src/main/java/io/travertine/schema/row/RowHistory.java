package io.travertine.schema.row;

import io.travertine.schema.evolution.SchemaHistory;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.RecordSchema;
import java.util.HashMap;
import java.util.Map;

/** Rows that were written under any version of a schema. Immutable, thread-safe. */
public final class RowHistory {
    private final Map<Integer, RowCodec> codecs = new HashMap<>();

    public RowHistory(SchemaHistory history) {
        for (RecordSchema version : history.versions()) {
            codecs.put(version.version(), new RowCodec(version));
        }
    }

    /** Whether there is this version. */
    public boolean has(int version) {
        return codecs.containsKey(version);
    }

    /**
     * Writes a row as a JSON object with the names that its version has. The JSON codecs read what earlier versions wrote, so that is how a
     * row of one is read.
     *
     * @throws RowException when it is no row of any of the versions
     */
    public void toJson(byte[] bytes, int from, int to, JsonWriter json) {
        RowReader row = new RowReader().reset(bytes, from, to);
        int version = row.begin();
        RowCodec codec = codecs.get(version);
        if (codec == null) {
            throw row.wrong("a row of version " + version, "one of the versions " + codecs.keySet());
        }
        codec.toJson(row.reset(bytes, from, to), json);
    }
}
