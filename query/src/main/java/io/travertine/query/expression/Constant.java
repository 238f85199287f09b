package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The same value in every row. Text and bytes come as a dictionary of one entry. */
public final class Constant implements Expression {
    private final ColumnType type;
    private final @Nullable Object value;
    private @Nullable Column last;

    /** @param value in the form that {@link Values} describes */
    public Constant(ColumnType type, @Nullable Object value) {
        this.type = type;
        this.value = value;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    public @Nullable Object value() {
        return value;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        Column column = last;
        if (column == null || column.size() != batch.rowCount()) {
            column = repeat(batch.rowCount());
            last = column;
        }
        return column;
    }

    private Column repeat(int size) {
        Object constant = value;
        if (constant == null) {
            return Columns.nulls(type, size);
        }
        return switch (type) {
            case BOOLEAN -> {
                byte[] bits = new byte[(size + 7) / 8];
                Arrays.fill(bits, (byte) ((Boolean) constant ? -1 : 0));
                yield Columns.booleans(bits, size, null);
            }
            case DATE -> {
                int[] values = new int[size];
                Arrays.fill(values, (Integer) constant);
                yield Columns.dates(values, size, null);
            }
            case INT64, TIMESTAMP -> {
                long[] values = new long[size];
                Arrays.fill(values, (Long) constant);
                yield Columns.longs(type, values, size, null);
            }
            case FLOAT64 -> {
                double[] values = new double[size];
                Arrays.fill(values, (Double) constant);
                yield Columns.doubles(values, size, null);
            }
            case RECORD_ID -> {
                BytesBuilder ids = new BytesBuilder(size, 16 * size);
                for (int i = 0; i < size; i++) {
                    ids.append((byte[]) constant);
                }
                yield ids.build(type, null);
            }
            case STRING, BINARY, JSON -> {
                byte[] bytes = (byte[]) constant;
                BytesBuilder dictionary = new BytesBuilder(1, bytes.length);
                dictionary.append(bytes);
                yield new DictionaryColumn(
                        size, null, MemorySegment.ofArray(new int[size]), dictionary.buildBytes(type, null));
            }
        };
    }
}
