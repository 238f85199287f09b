package io.travertine.cli.sql;

import io.travertine.client.QueryRows;
import io.travertine.client.TravertineClient;
import io.travertine.client.TravertineException;
import io.travertine.schema.ColumnSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of tables and columns, asked for when completion needs them and kept until a statement has run. */
final class Tables {
    private final TravertineClient client;
    private final Map<String, List<String>> columns = new HashMap<>();
    private List<String> names = List.of();

    Tables(TravertineClient client) {
        this.client = client;
    }

    /** Forgets what is known. */
    void refresh() {
        columns.clear();
        names = List.of();
    }

    /** Empty while the broker cannot be asked: completion is no place for errors. */
    List<String> names() {
        try {
            if (names.isEmpty()) {
                names = client.topics().names();
            }
        } catch (TravertineException e) {
            return List.of();
        }
        return names;
    }

    List<String> columns(String table) {
        return columns.computeIfAbsent(table, this::ask);
    }

    private List<String> ask(String table) {
        try (QueryRows rows = client.query("SELECT * FROM " + quote(table) + " LIMIT 0")) {
            return rows.columns().stream().map(ColumnSchema::name).toList();
        } catch (TravertineException e) {
            return List.of();
        }
    }

    /** As it must be written in a statement. */
    static String quote(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
