package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of docs/sql.md. */
class SqlDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("travertine.root", ".."), "docs", "sql.md");

    /** The rows of the tables whose columns are an example and what it gives. */
    private static final Pattern TABLE = Pattern.compile("\\| example \\| gives \\| \\|\n\\|[-| ]+\n((?:\\|.*\n)+)");

    private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| (.*?) \\|.*\n");

    private record Example(String expression, String result) {}

    static Stream<Example> examples() throws IOException {
        return TABLE.matcher(Files.readString(DOCUMENT))
                .results()
                .flatMap(table -> ROW.matcher(table.group(1)).results())
                .map(SqlDocumentTest::example);
    }

    private static Example example(MatchResult row) {
        return new Example(row.group(1).replace("\\|", "|"), row.group(2));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void gives(Example example) throws QueryException {
        try (QueryEngine engine = new QueryEngine(new MemoryTables(), QueryOptions.DEFAULTS)) {
            String sql = "SELECT CAST(any_value(v) AS VARCHAR), count(*) FROM (SELECT " + example.expression + " AS v"
                    + " FROM (VALUES (1, 2.0, TRUE), (1, 4.0, FALSE), (3, NULL, NULL)) AS t (a, x, f)) AS w";
            String found = Rows.of(engine, sql).getFirst();
            assertEquals(example.result, found.substring(0, found.lastIndexOf('|')), sql);
        }
    }

    @Test
    void examplesAreFound() throws IOException {
        assertTrue(examples().count() > 100, "so few examples were found in " + DOCUMENT);
        assertEquals(
                List.of(),
                examples().filter(example -> example.result.isEmpty()).toList());
    }
}
