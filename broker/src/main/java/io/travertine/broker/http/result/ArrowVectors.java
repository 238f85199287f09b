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
import io.travertine.schema.ColumnSchema;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/** Our columns as Arrow vectors. Record ids carry Arrow's {@code arrow.uuid} extension name, JSON {@code arrow.json}. */
final class ArrowVectors {
    private static final int ID_BYTES = 16;

    private ArrowVectors() {}

    static Field field(ColumnSchema column) {
        return switch (column.type()) {
            case BOOLEAN -> field(column, new ArrowType.Bool(), null);
            case DATE -> field(column, new ArrowType.Date(DateUnit.DAY), null);
            case INT64 -> field(column, new ArrowType.Int(64, true), null);
            case FLOAT64 -> field(column, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), null);
            case TIMESTAMP -> field(column, new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"), null);
            case STRING -> field(column, new ArrowType.Utf8(), null);
            case BINARY -> field(column, new ArrowType.Binary(), null);
            case JSON -> field(column, new ArrowType.Utf8(), "arrow.json");
            case RECORD_ID -> field(column, new ArrowType.FixedSizeBinary(ID_BYTES), "arrow.uuid");
        };
    }

    private static Field field(ColumnSchema column, ArrowType type, @Nullable String extension) {
        Map<String, String> metadata = extension == null
                ? Map.of()
                : Map.of("ARROW:extension:name", extension, "ARROW:extension:metadata", "");
        return new Field(column.name(), new FieldType(true, type, null, metadata), null);
    }

    /** Copies [from, to) of the batch's selected rows into a vector of the column's field. */
    static void fill(FieldVector vector, Column column, ColumnBatch batch, int from, int to) {
        vector.reset();
        reserve(vector, to - from);
        for (int i = from; i < to; i++) {
            int row = Cells.row(batch, i);
            if (!column.isNull(row)) {
                set(vector, i - from, column, row);
            }
        }
        vector.setValueCount(to - from);
    }

    private static void reserve(FieldVector vector, int rows) {
        switch (vector) {
            case BaseFixedWidthVector fixed -> fixed.allocateNew(rows);
            case BaseVariableWidthVector variable -> variable.allocateNew(rows);
            default -> throw new IllegalStateException("no such vector is made: " + vector.getClass());
        }
    }

    private static void set(FieldVector vector, int place, Column column, int row) {
        switch (column) {
            case BooleanColumn booleans -> ((BitVector) vector).setSafe(place, booleans.get(row) ? 1 : 0);
            case IntColumn days -> ((DateDayVector) vector).setSafe(place, days.get(row));
            case LongColumn longs -> setLong(vector, place, longs.get(row));
            case DoubleColumn doubles -> ((Float8Vector) vector).setSafe(place, doubles.get(row));
            case IdColumn ids -> ((FixedSizeBinaryVector) vector).setSafe(place, id(ids, row));
            case BytesColumn _, DictionaryColumn _ ->
                ((BaseVariableWidthVector) vector).setSafe(place, Cells.bytes(column, row));
        }
    }

    private static void setLong(FieldVector vector, int place, long value) {
        if (vector instanceof TimeStampMicroTZVector timestamps) {
            timestamps.setSafe(place, value);
        } else {
            ((BigIntVector) vector).setSafe(place, value);
        }
    }

    private static byte[] id(IdColumn ids, int row) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(ids.high(row))
                .putLong(ids.low(row))
                .array();
    }
}
