package io.travertine.schema.row;

import io.travertine.schema.ColumnType;
import io.travertine.schema.Timestamps;
import io.travertine.schema.json.JsonWriter;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Values of one type for a column of another, which a column of the one type becomes, too, when it is converted: numbers and truth as they are,
 * times, dates and ids as texts. The sink leaves out what does not fit.
 */
record ConvertedNode(RowNode node, ColumnType from, ColumnType to) implements RowNode {
    @Override
    public void write(Object value, RowWriter row) {
        node.write(value, row);
    }

    @Override
    public Object read(RowReader row) {
        return node.read(row);
    }

    @Override
    public void toJson(RowReader row, JsonWriter json) {
        node.toJson(row, json);
    }

    @Override
    public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
        switch (from) {
            case INT64 -> putNumber(sink, column, row.readLong());
            case TIMESTAMP -> RowValues.put(sink, column, Timestamps.format(row.readLong()));
            case DATE -> putDay(sink, column, row.readLong());
            case RECORD_ID -> {
                long high = row.high();
                RowValues.put(sink, column, new UUID(high, row.low()).toString());
            }
            default -> node.toColumn(row, column, sink, scratch);
        }
    }

    /** A number that becomes a time is one of milliseconds; none becomes a date. */
    private void putNumber(ColumnSink sink, int column, long number) {
        switch (to) {
            case FLOAT64 -> sink.putDouble(column, number);
            case TIMESTAMP -> sink.putLong(column, Timestamps.micros(number));
            case DATE -> {}
            default -> sink.putLong(column, number);
        }
    }

    private static void putDay(ColumnSink sink, int column, long day) {
        if (day == (int) day) {
            RowValues.put(sink, column, LocalDate.ofEpochDay(day).toString());
        }
    }
}
