package io.travertine.cli.output;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as in RFC 4180, with a header line; null is an empty field, an empty text is {@code ""}. */
final class CsvPrinter implements RowPrinter {
    private final PrintWriter out;

    CsvPrinter(List<String> columns, PrintWriter out) {
        this.out = out;
        row(columns);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        out.print(values.stream().map(CsvPrinter::field).collect(Collectors.joining(",")));
        out.print("\r\n");
    }

    @Override
    public void finish() {
        out.flush();
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
