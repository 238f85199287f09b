package io.travertine.broker.http.result;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.ids.UuidText;
import io.travertine.schema.ColumnType;
import io.travertine.schema.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Single values of a column, as every text format writes them. */
final class Cells {
    private Cells() {}

    /** The row behind the i-th selected one. */
    static int row(ColumnBatch batch, int i) {
        int[] selection = batch.selection();
        return selection == null ? i : selection[i];
    }

    /** The bytes of a value of varying length. */
    static byte[] bytes(Column column, int row) {
        return switch (column) {
            case BytesColumn plain -> plain.bytes(row);
            case DictionaryColumn coded -> coded.dictionary().bytes(coded.code(row));
            default -> throw new IllegalArgumentException(column.type() + " has no bytes");
        };
    }

    /** A value that is not null as text: times as in RFC 3339, bytes in base64. */
    static String text(Column column, int row) {
        return switch (column) {
            case BooleanColumn booleans -> String.valueOf(booleans.get(row));
            case IntColumn days -> Timestamps.formatDay(days.get(row));
            case LongColumn longs ->
                longs.type() == ColumnType.TIMESTAMP
                        ? Timestamps.format(longs.get(row))
                        : String.valueOf(longs.get(row));
            case DoubleColumn doubles -> String.valueOf(doubles.get(row));
            case IdColumn ids -> UuidText.format(ids.high(row), ids.low(row));
            case BytesColumn _, DictionaryColumn _ ->
                column.type() == ColumnType.BINARY
                        ? Base64.getEncoder().encodeToString(bytes(column, row))
                        : new String(bytes(column, row), StandardCharsets.UTF_8);
        };
    }
}
