package io.travertine.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. */
final class JsonPrinter implements RowPrinter {
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> columns;
    private final PrintWriter out;

    JsonPrinter(List<String> columns, PrintWriter out) {
        this.columns = columns;
        this.out = out;
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        ObjectNode row = json.createObjectNode();
        for (int i = 0; i < values.size(); i++) {
            row.set(columns.get(i), json.valueToTree(values.get(i)));
        }
        out.println(row);
    }

    @Override
    public void finish() {
        out.flush();
    }
}
