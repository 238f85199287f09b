package io.travertine.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, read from the network one at a time, as a cursor: {@link #next}, then the getters, by position from 0 or
 * by column name. One thread. Close it; before the end, that stops the query.
 *
 * <p>A getter returns null for null, or, for a primitive, throws IllegalStateException: ask {@link #isNull} before.
 */
public final class QueryRows implements AutoCloseable {
    private final JsonParser json;
    private final List<ColumnSchema> columns = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private @Nullable Object[] row = {};
    private boolean onRow;
    private boolean ended;
    private @Nullable JsonNode statistics;

    private QueryRows(JsonParser json) throws IOException {
        this.json = json;
        readColumns();
    }

    static QueryRows read(InputStream body) {
        try {
            return new QueryRows(HttpTransport.JSON.createParser(body));
        } catch (IOException | RuntimeException broken) {
            try (body) {
                throw broken(broken);
            } catch (IOException closing) {
                throw broken(closing);
            }
        }
    }

    public List<ColumnSchema> columns() {
        return List.copyOf(columns);
    }

    /**
     * Moves to the next row; false at the end.
     *
     * @throws TravertineException when the query failed on the way, or the connection broke: the rows so far are not all
     */
    public boolean next() {
        if (ended) {
            return false;
        }
        try {
            onRow = json.nextToken() == JsonToken.START_ARRAY;
            if (onRow) {
                readRow();
            } else {
                ended = true;
                readEnd();
            }
            return onRow;
        } catch (IOException broken) {
            ended = true;
            onRow = false;
            throw broken(broken);
        }
    }

    public boolean isNull(int column) {
        return value(column) == null;
    }

    /** A value of any type as text. */
    public @Nullable String getString(int column) {
        Object value = value(column);
        return value == null ? null : value.toString();
    }

    public @Nullable String getString(String column) {
        return getString(position(column));
    }

    /** Of an INT64 column. */
    public long getLong(int column) {
        return present(column, Long.class);
    }

    public long getLong(String column) {
        return getLong(position(column));
    }

    /** Of a FLOAT64 or INT64 column. */
    public double getDouble(int column) {
        return present(column, Number.class).doubleValue();
    }

    public double getDouble(String column) {
        return getDouble(position(column));
    }

    /** Of a BOOLEAN column. */
    public boolean getBoolean(int column) {
        return present(column, Boolean.class);
    }

    public boolean getBoolean(String column) {
        return getBoolean(position(column));
    }

    /** Of a TIMESTAMP column. */
    public @Nullable Instant getInstant(int column) {
        String text = getString(column);
        return text == null ? null : Instant.parse(text);
    }

    public @Nullable Instant getInstant(String column) {
        return getInstant(position(column));
    }

    /** Of a DATE column. */
    public @Nullable LocalDate getDate(int column) {
        String text = getString(column);
        return text == null ? null : LocalDate.parse(text);
    }

    public @Nullable LocalDate getDate(String column) {
        return getDate(position(column));
    }

    /** Of a BINARY column. */
    public byte @Nullable [] getBytes(int column) {
        String text = getString(column);
        return text == null ? null : Base64.getDecoder().decode(text);
    }

    public byte @Nullable [] getBytes(String column) {
        return getBytes(position(column));
    }

    /** Of a JSON column. */
    public @Nullable JsonNode getJson(int column) {
        return (JsonNode) value(column);
    }

    public @Nullable JsonNode getJson(String column) {
        return getJson(position(column));
    }

    /** What the query read and skipped, once {@link #next} has returned false. */
    public JsonNode statistics() {
        if (statistics == null) {
            throw new IllegalStateException("statistics come behind the last row");
        }
        return statistics;
    }

    @Override
    public void close() {
        ended = true;
        onRow = false;
        try {
            json.close();
        } catch (IOException alreadyBroken) {
            // Nothing more is wanted of the connection.
        }
    }

    private void readColumns() throws IOException {
        expect(JsonToken.START_OBJECT);
        expect("columns");
        expect(JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            JsonNode column = json.readValueAsTree();
            positions.putIfAbsent(column.path("name").asText(), columns.size());
            columns.add(new ColumnSchema(
                    column.path("name").asText(),
                    ColumnType.valueOf(column.path("type").asText())));
        }
        expect("rows");
        expect(JsonToken.START_ARRAY);
    }

    private void readRow() throws IOException {
        row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = readValue(json.nextToken(), columns.get(i).type());
        }
        expect(JsonToken.END_ARRAY);
    }

    private @Nullable Object readValue(JsonToken token, ColumnType type) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> json.getBooleanValue();
            case INT64 -> json.getLongValue();
            case FLOAT64 -> token == JsonToken.VALUE_STRING ? Double.valueOf(json.getText()) : json.getDoubleValue();
            case JSON -> json.<JsonNode>readValueAsTree();
            case DATE, TIMESTAMP, STRING, BINARY, RECORD_ID -> json.getText();
        };
    }

    private void readEnd() throws IOException {
        String member = json.nextFieldName();
        json.nextToken();
        JsonNode content = json.readValueAsTree();
        if ("error".equals(member)) {
            throw HttpTransport.problem(content.path("status").asInt(), content);
        }
        statistics = content;
        expect(JsonToken.END_OBJECT);
    }

    private void expect(JsonToken token) throws IOException {
        JsonToken found = json.nextToken();
        if (found != token) {
            throw new IOException("found " + found + " in a result where " + token + " is expected");
        }
    }

    private void expect(String member) throws IOException {
        String found = json.nextFieldName();
        if (!member.equals(found)) {
            throw new IOException("found member " + found + " in a result where " + member + " is expected");
        }
    }

    private int position(String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("no column '" + column + "' among " + positions.keySet());
        }
        return position;
    }

    private @Nullable Object value(int column) {
        if (!onRow) {
            throw new IllegalStateException("not on a row: next() was not called, or returned false");
        }
        return row[column];
    }

    private <V> V present(int column, Class<V> type) {
        Object value = value(column);
        if (value == null) {
            throw new IllegalStateException("column " + columns.get(column).name() + " is null in this row");
        }
        if (!type.isInstance(value)) {
            throw new IllegalStateException("column " + columns.get(column).name() + " is "
                    + columns.get(column).type());
        }
        return type.cast(value);
    }

    private static TravertineException broken(Exception cause) {
        return cause instanceof TravertineException refused
                ? refused
                : new TravertineException("the result broke off: " + cause.getMessage(), cause);
    }
}
