package io.travertine.broker.http.result;

import com.fasterxml.jackson.core.JsonGenerator;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.ScanStatistics;
import io.travertine.query.QueryStatistics;
import io.travertine.schema.ColumnSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * One JSON object: {@code {"columns":[{"name":..,"type":..}],"rows":[[..],..],"statistics":{..}}}. When the query fails after
 * the first rows have left, {@code "error"}, a problem, stands in the place of the statistics.
 */
final class JsonResultWriter implements ResultWriter {
    private static final double NANOS_PER_MILLI = 1e6;

    private final JsonGenerator json;

    JsonResultWriter(OutputStream target, List<ColumnSchema> columns) throws IOException {
        json = JsonCells.generator(target);
        json.writeStartObject();
        json.writeArrayFieldStart("columns");
        for (ColumnSchema column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
    }

    @Override
    public void write(ColumnBatch batch) throws IOException {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = Cells.row(batch, i);
            json.writeStartArray();
            for (int c = 0; c < batch.columns().size(); c++) {
                JsonCells.write(json, batch.column(c), row);
            }
            json.writeEndArray();
        }
    }

    @Override
    public void end(QueryStatistics statistics) throws IOException {
        ScanStatistics scan = statistics.scan();
        json.writeEndArray();
        json.writeObjectFieldStart("statistics");
        json.writeNumberField("planMillis", statistics.planNanos() / NANOS_PER_MILLI);
        json.writeNumberField("totalMillis", statistics.totalNanos() / NANOS_PER_MILLI);
        json.writeNumberField("rows", scan.rows());
        json.writeNumberField("rowsSkippedByRange", scan.rowsSkippedByRange());
        json.writeNumberField("rowsSkippedByZoneMap", scan.rowsSkippedByZoneMap());
        json.writeNumberField("rowsSkippedByIndex", scan.rowsSkippedByIndex());
        json.writeNumberField("rowsRead", scan.rowsRead());
        json.writeNumberField("rowsReturned", scan.rowsReturned());
        json.writeNumberField("bytesRead", scan.bytesRead());
        json.writeEndObject();
        finish();
    }

    @Override
    public boolean fail(Map<String, Object> problem) throws IOException {
        json.writeEndArray();
        json.writeObjectFieldStart("error");
        for (Map.Entry<String, Object> member : problem.entrySet()) {
            json.writeFieldName(member.getKey());
            if (member.getValue() instanceof Integer number) {
                json.writeNumber(number);
            } else {
                json.writeString(member.getValue().toString());
            }
        }
        json.writeEndObject();
        finish();
        return true;
    }

    private void finish() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }
}
