package io.travertine.cli.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.cli.output.RowPrinter;
import io.travertine.cli.output.RowPrinter.Format;
import io.travertine.client.QueryRows;
import io.travertine.client.TravertineClient;
import io.travertine.schema.ColumnSchema;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements and prints their rows. */
public record QueryRunner(TravertineClient client, Format format, PrintWriter out) {
    /** Runs one statement to its end. */
    public QuerySummary run(String sql) {
        long started = System.nanoTime();
        try (QueryRows rows = client.query(sql)) {
            RowPrinter printer = format.printer(
                    rows.columns().stream().map(ColumnSchema::name).toList(), out);
            long count = 0;
            while (rows.next()) {
                printer.row(values(rows));
                count++;
            }
            JsonNode statistics = rows.statistics();
            printer.finish();
            return new QuerySummary(count, System.nanoTime() - started, statistics);
        }
    }

    /** The row that a cursor is on, numbers as numbers. */
    public static List<@Nullable Object> values(QueryRows rows) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            values.add(rows.isNull(i) ? null : value(rows, i));
        }
        return values;
    }

    private static @Nullable Object value(QueryRows rows, int column) {
        return switch (rows.columns().get(column).type()) {
            case BOOLEAN -> rows.getBoolean(column);
            case INT64 -> rows.getLong(column);
            case FLOAT64 -> rows.getDouble(column);
            case JSON -> rows.getJson(column);
            case DATE, TIMESTAMP, STRING, BINARY, RECORD_ID -> rows.getString(column);
        };
    }
}
