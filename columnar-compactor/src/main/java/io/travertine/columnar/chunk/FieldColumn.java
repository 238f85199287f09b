package io.travertine.columnar.chunk;

import io.travertine.columnar.vector.ColumnBuilder;
import io.travertine.columnar.vector.Conversion;
import io.travertine.schema.ColumnType;
import io.travertine.schema.TypeInference;

/**
 * The column of one field. A declared one keeps its type; an inferred one widens until every value fits. The values
 * it has go along: a number that became a text, because a text came, stays one when an object comes and the column becomes JSON.
 */
final class FieldColumn {
    private final String name;
    private final boolean declared;
    private ColumnBuilder builder;
    private int lastRow = -1;

    FieldColumn(String name, ColumnType type, boolean declared) {
        this.name = name;
        this.declared = declared;
        this.builder = ColumnBuilder.of(type);
    }

    String name() {
        return name;
    }

    ColumnBuilder builder() {
        return builder;
    }

    /** True for the first caller for a row. */
    boolean claim(int row) {
        if (row == lastRow) {
            return false;
        }
        lastRow = row;
        return true;
    }

    void putBoolean(int row, boolean value) {
        if (!builder.putBoolean(row, value) && widen(ColumnType.BOOLEAN)) {
            builder.putBoolean(row, value);
        }
    }

    void putLong(int row, long value) {
        if (!builder.putLong(row, value) && widen(ColumnType.INT64)) {
            builder.putLong(row, value);
        }
    }

    /** A declared BIGINT takes a number without a fraction, however it is written. */
    void putDouble(int row, double value) {
        if (builder.putDouble(row, value)) {
            return;
        }
        if (widen(ColumnType.FLOAT64)) {
            builder.putDouble(row, value);
        } else {
            Conversion.putDouble(builder, row, value);
        }
    }

    void putText(int row, byte[] source, int position, int length) {
        if (!builder.putText(row, source, position, length) && widen(ColumnType.STRING)) {
            builder.putText(row, source, position, length);
        }
    }

    /** An object or array; a declared VARCHAR takes its text. */
    void putJson(int row, byte[] source, int position, int length) {
        if (builder.putJson(row, source, position, length)) {
            return;
        }
        if (widen(ColumnType.JSON)) {
            builder.putJson(row, source, position, length);
        } else if (builder.type() == ColumnType.STRING) {
            builder.putText(row, source, position, length);
        }
    }

    /** Makes room for a value of the type; false when the type is declared. */
    private boolean widen(ColumnType type) {
        if (declared) {
            return false;
        }
        ColumnType wider = TypeInference.merge(builder.type(), type);
        builder = Conversion.builder(builder.snapshot(builder.size()), wider);
        return true;
    }
}
