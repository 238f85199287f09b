package io.travertine.columnar.chunk;

import io.travertine.columnar.vector.ColumnBuilder;
import io.travertine.columnar.vector.DateBuilder;
import io.travertine.columnar.vector.RecordIdBuilder;
import io.travertine.columnar.vector.TimestampBuilder;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.row.ColumnSink;
import io.travertine.schema.row.RowColumns;
import io.travertine.schema.row.RowException;
import io.travertine.schema.row.RowReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns binary rows, of any version of their schema, into rows of columns: values go from the bytes to the columns as they are. */
final class RowDecoder implements FieldDecoder, ColumnSink {
    private final List<FieldColumn> columns = new ArrayList<>();
    private final Map<Integer, RowColumns> versions = new HashMap<>();
    private final RowReader reader = new RowReader();
    private int row;

    RowDecoder(TableFormat format) {
        for (ColumnSchema column : format.declaredColumns()) {
            columns.add(new FieldColumn(column.name(), column.type(), true));
        }
        for (RecordSchema version : format.rows()) {
            versions.put(
                    version.version(), new RowColumns(version, format.rows().getLast()));
        }
    }

    @Override
    public List<FieldColumn> columns() {
        return columns;
    }

    @Override
    public void decode(byte[] source, int position, int length, int target) {
        row = target;
        try {
            RowColumns version = versions.get(
                    reader.reset(source, position, position + length).begin());
            if (version != null) {
                version.read(reader.reset(source, position, position + length), this);
            }
        } catch (RowException none) {
            // As a value that is no JSON: the record is there, and has no columns.
        }
    }

    @Override
    public void trim() {
        reader.reset(new byte[0]);
    }

    private ColumnBuilder builder(int column) {
        return columns.get(column).builder();
    }

    @Override
    public void putBoolean(int column, boolean value) {
        columns.get(column).putBoolean(row, value);
    }

    @Override
    public void putLong(int column, long value) {
        switch (builder(column)) {
            case TimestampBuilder times -> times.putMicros(row, value);
            case DateBuilder days -> {
                // Null, as days that far away are in JSON.
                if (value == (int) value) {
                    days.putDays(row, (int) value);
                }
            }
            case ColumnBuilder numbers -> numbers.putLong(row, value);
        }
    }

    @Override
    public void putDouble(int column, double value) {
        columns.get(column).putDouble(row, value);
    }

    @Override
    public void putText(int column, byte[] utf8, int from, int length) {
        columns.get(column).putText(row, utf8, from, length);
    }

    @Override
    public void putId(int column, long high, long low) {
        ((RecordIdBuilder) builder(column)).putId(row, high, low);
    }

    @Override
    public void putJson(int column, byte[] utf8, int from, int length) {
        columns.get(column).putJson(row, utf8, from, length);
    }
}
