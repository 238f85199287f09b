package io.travertine.broker.http.result;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.QueryStatistics;
import io.travertine.schema.ColumnSchema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** CSV as in RFC 4180, with a header line. Null is an empty field, empty text is {@code ""}. */
final class CsvResultWriter implements ResultWriter {
    private static final String END_OF_LINE = "\r\n";

    private final Writer csv;

    CsvResultWriter(OutputStream target, List<ColumnSchema> columns) throws IOException {
        csv = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        for (int c = 0; c < columns.size(); c++) {
            separate(c);
            field(columns.get(c).name());
        }
        csv.write(END_OF_LINE);
    }

    @Override
    public void write(ColumnBatch batch) throws IOException {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = Cells.row(batch, i);
            for (int c = 0; c < batch.columns().size(); c++) {
                separate(c);
                Column column = batch.column(c);
                if (!column.isNull(row)) {
                    field(Cells.text(column, row));
                }
            }
            csv.write(END_OF_LINE);
        }
    }

    @Override
    public void end(QueryStatistics statistics) throws IOException {
        csv.flush();
    }

    private void separate(int position) throws IOException {
        if (position > 0) {
            csv.write(',');
        }
    }

    private void field(String text) throws IOException {
        if (needsQuotes(text)) {
            csv.write('"');
            csv.write(text.replace("\"", "\"\""));
            csv.write('"');
        } else {
            csv.write(text);
        }
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == ',' || character == '"' || character == '\n' || character == '\r') {
                return true;
            }
        }
        return text.isEmpty();
    }
}
