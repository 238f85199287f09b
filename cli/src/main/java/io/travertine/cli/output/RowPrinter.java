package io.travertine.cli.output;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the rows of one answer as they come: {@link #row} any number of times, then {@link #finish}. */
public interface RowPrinter {
    /** A row: text, numbers, booleans, JSON trees, or null, one for each column. */
    void row(List<? extends @Nullable Object> values);

    void finish();

    /** How an answer can be printed. */
    enum Format {
        TABLE,
        CSV,
        JSON;

        public RowPrinter printer(List<String> columns, PrintWriter out) {
            return switch (this) {
                case TABLE -> new TablePrinter(columns, out);
                case CSV -> new CsvPrinter(columns, out);
                case JSON -> new JsonPrinter(columns, out);
            };
        }
    }
}
