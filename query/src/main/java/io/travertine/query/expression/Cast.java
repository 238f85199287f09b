package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;

/** Casts between types that are not text; see {@link CastText} for the others. */
public final class Cast implements Expression {
    private final ColumnType type;
    private final Expression operand;

    private Cast(ColumnType type, Expression operand) {
        this.type = type;
        this.operand = operand;
    }

    /** The operand as another type; the operand itself when it has it. */
    public static Expression of(ColumnType type, Expression operand) {
        ColumnType from = operand.type();
        if (from == type) {
            return operand;
        }
        if (operand instanceof Constant constant && constant.value() == null) {
            return new Constant(type, null);
        }
        if (isBytes(from) && isBytes(type)) {
            return new Relabel(type, operand);
        }
        if (isText(from)) {
            return CastText.parse(type, operand);
        }
        if (isText(type)) {
            return CastText.format(type, operand);
        }
        if (!supported(from, type)) {
            throw new EvaluationException("42846", "cannot cast " + from + " to " + type);
        }
        return new Cast(type, operand);
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        Column column = operand.evaluate(batch);
        Nulls nulls = Nulls.of(column);
        int size = batch.rowCount();
        int[] rows = Columns.selectedRows(batch);
        return switch (type) {
            case FLOAT64 -> toDoubles(column, rows, nulls, size);
            case DATE -> toDates((LongColumn) column, rows, nulls, size);
            case BOOLEAN -> toBooleans(column, rows, nulls, size);
            default -> toLongs(column, rows, nulls, size);
        };
    }

    private static boolean supported(ColumnType from, ColumnType to) {
        return switch (to) {
            case FLOAT64 -> from == ColumnType.INT64 || from == ColumnType.BOOLEAN;
            case INT64 -> from == ColumnType.FLOAT64 || from == ColumnType.BOOLEAN;
            case BOOLEAN -> from == ColumnType.INT64 || from == ColumnType.FLOAT64;
            case TIMESTAMP -> from == ColumnType.DATE;
            case DATE -> from == ColumnType.TIMESTAMP;
            default -> false;
        };
    }

    static boolean isText(ColumnType type) {
        return type == ColumnType.STRING || type == ColumnType.JSON;
    }

    private static boolean isBytes(ColumnType type) {
        return isText(type) || type == ColumnType.BINARY;
    }

    private static Column toDoubles(Column column, int[] rows, Nulls nulls, int size) {
        double[] result = new double[size];
        for (int row : rows) {
            result[row] = column instanceof LongColumn longs ? longs.get(row) : bit((BooleanColumn) column, row);
        }
        return Columns.doubles(result, size, nulls);
    }

    private static Column toDates(LongColumn column, int[] rows, Nulls nulls, int size) {
        int[] result = new int[size];
        for (int row : rows) {
            result[row] = (int) Math.floorDiv(column.get(row), Timestamps.MICROS_PER_DAY);
        }
        return Columns.dates(result, size, nulls);
    }

    private static Column toBooleans(Column column, int[] rows, Nulls nulls, int size) {
        byte[] bits = new byte[(size + 7) / 8];
        for (int row : rows) {
            boolean set =
                    column instanceof LongColumn longs ? longs.get(row) != 0 : ((DoubleColumn) column).get(row) != 0;
            bits[row >>> 3] |= (byte) ((set ? 1 : 0) << (row & 7));
        }
        return Columns.booleans(bits, size, nulls);
    }

    private Column toLongs(Column column, int[] rows, Nulls nulls, int size) {
        long[] result = new long[size];
        for (int row : rows) {
            if (nulls.contains(row)) {
                continue;
            }
            result[row] = switch (column) {
                case IntColumn days -> days.get(row) * Timestamps.MICROS_PER_DAY;
                case DoubleColumn doubles -> round(doubles.get(row));
                default -> bit((BooleanColumn) column, row);
            };
        }
        return Columns.longs(type, result, size, nulls);
    }

    private static long round(double value) {
        double rounded = Math.rint(value);
        if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
            throw EvaluationException.outOfRange("DOUBLE " + value + " as BIGINT");
        }
        return (long) rounded;
    }

    private static int bit(BooleanColumn column, int row) {
        return column.get(row) ? 1 : 0;
    }

    /** STRING, JSON and BINARY are the same bytes. */
    private record Relabel(ColumnType type, Expression operand) implements Expression {
        @Override
        public Column evaluate(ColumnBatch batch) {
            return Columns.relabel(operand.evaluate(batch), type);
        }
    }
}
