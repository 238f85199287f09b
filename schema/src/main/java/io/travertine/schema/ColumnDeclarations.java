package io.travertine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Columns as text, as in {@code date TIMESTAMP, delay BIGINT, "my name" VARCHAR}: a name, in double quotes where it is not
 * letters, digits and underscores (a double quote within is doubled), and a SQL type.
 */
public final class ColumnDeclarations {
    private static final Map<String, ColumnType> TYPES = types();

    private ColumnDeclarations() {}

    /**
     * Reads declarations; an empty text declares nothing.
     *
     * @throws IllegalArgumentException says what was found, at which character, and what is needed
     */
    public static List<ColumnSchema> parse(String text) {
        List<ColumnSchema> columns = new ArrayList<>();
        Scanner scanner = new Scanner(text);
        if (scanner.atEnd()) {
            return List.of();
        }
        do {
            String name = scanner.name();
            columns.add(new ColumnSchema(name, scanner.type(name)));
        } while (scanner.comma());
        new TableSchema(columns);
        return List.copyOf(columns);
    }

    /** Writes declarations so that {@link #parse} reads them. */
    public static String format(List<ColumnSchema> columns) {
        return columns.stream()
                .map(column -> quoted(column.name()) + " " + sqlName(column.type()))
                .collect(Collectors.joining(", "));
    }

    /** The SQL name of a type. */
    public static String sqlName(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case INT64 -> "BIGINT";
            case FLOAT64 -> "DOUBLE";
            case TIMESTAMP -> "TIMESTAMP";
            case STRING -> "VARCHAR";
            case BINARY -> "VARBINARY";
            case JSON -> "JSON";
            case RECORD_ID -> "UUID";
        };
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static Map<String, ColumnType> types() {
        Map<String, ColumnType> types = new HashMap<>();
        names(types, ColumnType.BOOLEAN, "BOOLEAN", "BOOL");
        names(types, ColumnType.DATE, "DATE");
        names(types, ColumnType.INT64, "BIGINT", "INT", "INTEGER", "SMALLINT", "TINYINT", "INT64");
        names(types, ColumnType.FLOAT64, "DOUBLE", "FLOAT", "REAL", "FLOAT64");
        names(types, ColumnType.TIMESTAMP, "TIMESTAMP", "TIMESTAMPTZ");
        names(types, ColumnType.STRING, "VARCHAR", "TEXT", "STRING", "CHAR");
        names(types, ColumnType.BINARY, "VARBINARY", "BINARY", "BYTES", "BLOB");
        names(types, ColumnType.JSON, "JSON");
        names(types, ColumnType.RECORD_ID, "UUID", "RECORD_ID");
        return Map.copyOf(types);
    }

    private static void names(Map<String, ColumnType> types, ColumnType type, String... names) {
        for (String name : names) {
            types.put(name, type);
        }
    }

    /** Reads a text from left to right. */
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        boolean atEnd() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at == text.length();
        }

        boolean comma() {
            if (atEnd()) {
                return false;
            }
            if (text.charAt(at) != ',') {
                throw problem("',' or the end");
            }
            at++;
            return true;
        }

        String name() {
            if (!atEnd() && text.charAt(at) == '"') {
                return quotedName();
            }
            return word("a column name");
        }

        private String quotedName() {
            StringBuilder name = new StringBuilder();
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) != '"') {
                    name.append(text.charAt(at));
                } else if (text.startsWith("\"\"", at)) {
                    name.append('"');
                    at++;
                } else {
                    at++;
                    return name.toString();
                }
            }
            throw problem("the closing '\"' of a column name");
        }

        ColumnType type(String column) {
            int begin = at;
            String name = word("the type of column '" + column + "'");
            ColumnType type = TYPES.get(name.toUpperCase(Locale.ROOT));
            if (type == null) {
                at = begin;
                atEnd();
                throw problem("the type of column '" + column + "': one of " + new TreeSet<>(TYPES.keySet()));
            }
            return type;
        }

        private String word(String what) {
            atEnd();
            int begin = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            if (begin == at) {
                throw problem(what);
            }
            return text.substring(begin, at);
        }

        private IllegalArgumentException problem(String needed) {
            String found =
                    at >= text.length() ? "the end" : "'" + text.substring(at).strip() + "'";
            return new IllegalArgumentException("in the column declarations '" + text + "', at character " + at
                    + ": found " + found + ", " + needed + " is needed");
        }
    }
}
