package io.travertine.examples.ids;

import io.travertine.ids.Id128;
import io.travertine.ids.UuidV7;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of notes with an id as primary key: insert, lookup, and a scan by time, for which there is no other column. */
public final class Notes {
    private final Connection connection;
    private final Database database;
    private final String table;

    private Notes(Connection connection, Database database, String table) {
        this.connection = connection;
        this.database = database;
        this.table = table;
    }

    /** Makes the table. */
    public static Notes create(Connection connection, Database database, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(database.createTable(table));
        }
        return new Notes(connection, database, table);
    }

    /** Inserts a note for each id, in one transaction. */
    public void insert(List<? extends Id128<?>> ids) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            for (Id128<?> id : ids) {
                insert.setObject(1, database.parameter(id));
                insert.setString(2, "note " + id);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The note with an id. */
    public Optional<String> find(Id128<?> id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT note FROM " + table + " WHERE id = ?")) {
            select.setObject(1, database.parameter(id));
            return texts(select).stream().findFirst();
        }
    }

    /** The notes of a time, both milliseconds included, in the order of their making; their ids are of version 7. */
    public List<String> between(Instant first, Instant last) throws SQLException {
        String sql = "SELECT note FROM " + table + " WHERE id BETWEEN ? AND ? ORDER BY id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, database.parameter(UuidV7.firstAt(first)));
            select.setObject(2, database.parameter(UuidV7.lastAt(last)));
            return texts(select);
        }
    }

    /** The id of the newest note, after which a generator resumes when the program starts again. */
    public Optional<UuidV7> last() throws SQLException {
        String sql = "SELECT id FROM " + table + " ORDER BY id DESC LIMIT 1";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(database.id(rows, 1)) : Optional.empty();
        }
    }

    private static List<String> texts(PreparedStatement select) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
