package io.travertine.examples.ids;

import io.travertine.ids.Id128;
import io.travertine.ids.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** How a database has an id as primary key: as its type {@code uuid}, or as 16 bytes, which sort as the id does. */
public enum Database {
    POSTGRESQL("id uuid PRIMARY KEY, note text"),
    H2("id uuid PRIMARY KEY, note text"),
    DUCKDB("id uuid PRIMARY KEY, note text"),
    /** The table is the index: rows lie in the order of their ids. */
    SQLITE("id blob PRIMARY KEY, note text", " WITHOUT ROWID");

    private final String columns;
    private final String options;

    Database(String columns) {
        this(columns, "");
    }

    Database(String columns, String options) {
        this.columns = columns;
        this.options = options;
    }

    String createTable(String name) {
        return "CREATE TABLE " + name + " (" + columns + ")" + options;
    }

    /** What a prepared statement is given for an id. */
    Object parameter(Id128<?> id) {
        return this == SQLITE ? id.toBytes() : id.toUuid();
    }

    /** The id in a column of a result. */
    UuidV7 id(ResultSet rows, int column) throws SQLException {
        return this == SQLITE ? UuidV7.of(rows.getBytes(column)) : UuidV7.of(rows.getObject(column, UUID.class));
    }
}
