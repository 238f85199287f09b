package io.travertine.broker.http.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.travertine.broker.http.result.JsonCells;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.SystemColumns;
import io.travertine.engine.RecordFormat;
import io.travertine.engine.Topic;
import io.travertine.ids.Ulid;
import io.travertine.ids.UuidText;
import io.travertine.query.QueryException;
import io.travertine.query.QueryResult;
import io.travertine.schema.ColumnType;
import io.travertine.schema.Timestamps;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.row.RowException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records out of a query's rows: a JSON object of what is not null. The columns {@code _key} and {@code _timestamp} are the record's own;
 * {@code _value} is the whole value, as text or bytes: JSON, or, in a topic of rows, a row.
 */
public final class ResultRecords implements RecordReader {
    private final QueryResult rows;
    private final List<String> names;
    private final boolean whole;
    private final Set<String> ulids;
    private final @Nullable RecordFormat format;
    private final long maxBytes;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private @Nullable ColumnBatch batch;
    private int selected;
    private long number;
    private long bytes;

    /**
     * @param names of the rows' columns, as records have them
     * @param topic that the records are for; all of them may have as many bytes as one batch of it
     */
    public ResultRecords(QueryResult rows, List<String> names, Topic topic) {
        this.rows = rows;
        this.names = names;
        this.whole = names.contains(SystemColumns.VALUE);
        this.ulids = ulids(topic);
        this.format = topic.recordFormat();
        this.maxBytes = topic.config().maxMessageBytes();
    }

    private static Set<String> ulids(Topic topic) {
        RecordSchema schema = topic.config().schema();
        return schema == null
                ? Set.of()
                : schema.fields().stream()
                        .filter(field -> field.type() == FieldType.Scalar.ULID)
                        .map(Field::name)
                        .collect(Collectors.toSet());
    }

    /** The query failed while its rows were read. */
    public static final class FailedException extends IOException {
        private final transient QueryException failure;

        FailedException(QueryException failure) {
            super(failure);
            this.failure = failure;
        }

        public QueryException failure() {
            return failure;
        }
    }

    @Override
    public boolean next(InputRecord record) throws IOException, BadInputException {
        ColumnBatch current = advance();
        if (current == null) {
            return false;
        }
        record.clear();
        number++;
        fill(record, current, current.selection() == null ? selected : current.selection()[selected]);
        selected++;
        bytes += RecordSize.atMost(record);
        if (bytes > maxBytes) {
            throw objection(
                    BadInputException.Kind.TOO_LARGE,
                    "what the statement stores has more than " + maxBytes
                            + " bytes, which one statement may store in this topic"
                            + " (max.message.bytes); use several");
        }
        return true;
    }

    private @Nullable ColumnBatch advance() throws IOException {
        try {
            while (batch == null || selected == batch.selectedCount()) {
                batch = rows.next();
                selected = 0;
                if (batch == null) {
                    return null;
                }
            }
            return batch;
        } catch (QueryException failed) {
            throw new FailedException(failed);
        }
    }

    private void fill(InputRecord record, ColumnBatch current, int row) throws IOException, BadInputException {
        text.reset();
        try (JsonGenerator json = JsonCells.generator(text)) {
            json.writeStartObject();
            for (int i = 0; i < names.size(); i++) {
                Column column = current.column(i);
                if (column.isNull(row)) {
                    continue;
                }
                switch (names.get(i)) {
                    case SystemColumns.KEY -> record.key = JsonCells.bytes(column, row);
                    case SystemColumns.TIMESTAMP -> record.timestampMs = millis(JsonCells.text(column, row));
                    case SystemColumns.VALUE -> {
                        byte[] value = value(column, row);
                        record.value(value, 0, value.length);
                    }
                    default -> {
                        json.writeFieldName(names.get(i));
                        if (column.type() == ColumnType.RECORD_ID && ulids.contains(names.get(i))) {
                            UUID id = UuidText.parse(JsonCells.text(column, row));
                            json.writeString(
                                    new Ulid(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString());
                        } else {
                            JsonCells.write(json, column, row);
                        }
                    }
                }
            }
            json.writeEndObject();
        }
        if (!whole) {
            record.value(text.toByteArray(), 0, text.size());
        }
    }

    private byte[] value(Column column, int row) throws BadInputException {
        byte[] value = JsonCells.bytes(column, row);
        if (format == null || column.type() != ColumnType.BINARY) {
            return value;
        }
        try {
            return format.toJson(value);
        } catch (RowException e) {
            throw objection(BadInputException.Kind.MALFORMED, "_value is no row of the topic: " + e.getMessage());
        }
    }

    private long millis(String time) throws BadInputException {
        long micros = Timestamps.parse(time);
        if (micros == Timestamps.INVALID || micros < 0) {
            throw objection(
                    BadInputException.Kind.MALFORMED, "_timestamp is '" + time + "', a time from 1970 on is needed");
        }
        return Math.floorDiv(micros, 1_000L);
    }

    @Override
    public BadInputException objection(BadInputException.Kind kind, String found) {
        return new BadInputException(kind, "row", number, 0, found);
    }
}
