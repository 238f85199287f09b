package io.travertine.query;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.RecordIds;
import io.travertine.query.expression.Timestamps;
import io.travertine.query.expression.Values;
import io.travertine.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as text, a row a line, for comparing. */
final class Rows {
    private Rows() {}

    static List<String> of(QueryEngine engine, String sql, Object... parameters) throws QueryException {
        try (QueryResult result = engine.execute(sql, java.util.Arrays.asList(parameters))) {
            return read(result);
        }
    }

    static List<String> read(QueryResult result) throws QueryException {
        List<String> rows = new ArrayList<>();
        for (ColumnBatch batch = result.next(); batch != null; batch = result.next()) {
            for (int row : Columns.selectedRows(batch)) {
                List<String> cells = new ArrayList<>();
                for (Column column : batch.columns()) {
                    cells.add(cell(column.type(), Values.read(column, row)));
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }

    static String cell(ColumnType type, Object value) {
        if (value == null) {
            return "null";
        }
        return switch (type) {
            case FLOAT64 -> number((Double) value);
            case DATE -> Timestamps.formatDate((Integer) value);
            case TIMESTAMP -> Timestamps.format((Long) value);
            case STRING, JSON, BINARY -> new String((byte[]) value, StandardCharsets.UTF_8);
            case RECORD_ID -> RecordIds.of((byte[]) value).toString();
            default -> value.toString();
        };
    }

    /** To 10 digits: sums depend on the order of their terms. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.9e", value) : Double.toString(value);
    }
}
