package io.travertine.broker.http.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.QueryStatistics;
import io.travertine.schema.ColumnSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One JSON object a row, one row a line, members named as the columns. */
final class NdjsonResultWriter implements ResultWriter {
    private final JsonGenerator json;
    private final List<SerializedString> names;

    NdjsonResultWriter(OutputStream target, List<ColumnSchema> columns) throws IOException {
        json = JsonCells.generator(target);
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
        names = columns.stream()
                .map(column -> new SerializedString(column.name()))
                .toList();
    }

    @Override
    public void write(ColumnBatch batch) throws IOException {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = Cells.row(batch, i);
            json.writeStartObject();
            for (int c = 0; c < names.size(); c++) {
                json.writeFieldName(names.get(c));
                JsonCells.write(json, batch.column(c), row);
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    @Override
    public void end(QueryStatistics statistics) throws IOException {
        json.close();
    }
}
