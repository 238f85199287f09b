package io.travertine.query;

import io.travertine.query.expression.Timestamps;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB in memory, with the same tables as a {@link MemoryTables}: the other opinion on what an answer should be. */
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET threads = 1");
            statement.execute("SET integer_division = true");
        }
    }

    void create(String name, List<ColumnSchema> columns, List<Object[]> rows) throws SQLException {
        String declared = columns.stream()
                .map(column -> '"' + column.name() + "\" " + type(column.type()))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"" + name + "\" (" + declared + ")");
        }
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO \"" + name + "\" VALUES (" + marks + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, value(columns.get(i).type(), row[i]));
                }
                insert.execute();
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows in the form of {@link Rows}. */
    List<String> query(String sql, List<Object> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return rows(statement);
        }
    }

    private static List<String> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(cell(result.getObject(i)));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String cell(Object value) {
        return switch (value) {
            case null -> "null";
            case Double number -> Rows.number(number);
            case Float number -> Rows.number(number);
            case java.math.BigDecimal number -> Rows.number(number.doubleValue());
            case LocalDate date -> date.toString();
            case Date date -> date.toString();
            case java.sql.Timestamp time -> micros(time.toLocalDateTime());
            case LocalDateTime time -> micros(time);
            default -> value.toString();
        };
    }

    private static String micros(LocalDateTime time) {
        return Timestamps.format(
                time.toEpochSecond(ZoneOffset.UTC) * Timestamps.MICROS_PER_SECOND + time.getNano() / 1000);
    }

    private static String type(ColumnType type) {
        return switch (type) {
            case INT64 -> "BIGINT";
            case FLOAT64 -> "DOUBLE";
            case STRING, JSON -> "VARCHAR";
            case BINARY -> "BLOB";
            case RECORD_ID -> "UUID";
            default -> type.name();
        };
    }

    private static Object value(ColumnType type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case DATE -> LocalDate.ofEpochDay((Integer) value);
            case TIMESTAMP -> {
                long micros = (Long) value;
                yield LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000),
                        (int) Math.floorMod(micros, 1_000_000) * 1000,
                        ZoneOffset.UTC);
            }
            case STRING, JSON -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value;
            default -> value;
        };
    }
}
