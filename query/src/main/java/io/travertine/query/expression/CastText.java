package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.math.BigDecimal;
import java.util.Locale;

/** Casts from text and to text. */
final class CastText {
    private CastText() {}

    static Expression parse(ColumnType type, Expression operand) {
        return new Parse(type, operand);
    }

    static Expression format(ColumnType type, Expression operand) {
        return new Format(type, operand);
    }

    /** A double as people write it: 2.0, 0.001, 1.0E30. */
    static String text(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-5 && magnitude < 1e16) {
            String plain = BigDecimal.valueOf(value).toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        return Double.toString(value);
    }

    private record Parse(ColumnType type, Expression operand) implements Expression {
        @Override
        public Column evaluate(ColumnBatch batch) {
            Column column = operand.evaluate(batch);
            BytesView view = BytesView.of(column);
            ColumnAppender appender = ColumnAppender.of(type);
            int[] places = new int[batch.rowCount()];
            for (int row : Columns.selectedRows(batch)) {
                places[row] = appender.size();
                if (column.isNull(row)) {
                    appender.appendNull();
                } else {
                    append(appender, view.text(row));
                }
            }
            return appender.size() == 0
                    ? Columns.nulls(type, batch.rowCount())
                    : Gather.rows(appender.build(), places, batch.rowCount());
        }

        private void append(ColumnAppender appender, String text) {
            switch (type) {
                case INT64 -> appender.appendLong(parseLong(text));
                case FLOAT64 -> appender.appendDouble(parseDouble(text));
                case TIMESTAMP -> appender.appendLong(Timestamps.parse(text));
                case DATE -> appender.append(Columns.dates(new int[] {Timestamps.parseDate(text)}, 1, null), null, 1);
                case BOOLEAN -> appender.append(Columns.booleans(new byte[] {parseBoolean(text)}, 1, null), null, 1);
                case RECORD_ID -> appender.appendBytes(RecordIds.bytes(RecordIds.parse(text)));
                default -> throw new IllegalStateException("text is cast to " + type);
            }
        }

        private static long parseLong(String text) {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException noInteger) {
                throw EvaluationException.invalidText("BIGINT", text);
            }
        }

        private static double parseDouble(String text) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException noNumber) {
                throw EvaluationException.invalidText("DOUBLE", text);
            }
        }

        private static byte parseBoolean(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "on", "1" -> 1;
                case "false", "f", "no", "off", "0" -> 0;
                default -> throw EvaluationException.invalidText("BOOLEAN", text);
            };
        }
    }

    private record Format(ColumnType type, Expression operand) implements Expression {
        @Override
        public Column evaluate(ColumnBatch batch) {
            Column column = operand.evaluate(batch);
            BytesBuilder builder = new BytesBuilder(batch.rowCount(), 16 * batch.selectedCount());
            for (int row : Columns.selectedRows(batch)) {
                builder.fillTo(row);
                if (!column.isNull(row)) {
                    builder.append(text(column, row));
                }
            }
            builder.fillTo(batch.rowCount());
            return builder.build(type, Nulls.of(column));
        }

        private static String text(Column column, int row) {
            return switch (column) {
                case BooleanColumn booleans -> Boolean.toString(booleans.get(row));
                case IntColumn dates -> Timestamps.formatDate(dates.get(row));
                case LongColumn longs ->
                    longs.type() == ColumnType.TIMESTAMP
                            ? Timestamps.format(longs.get(row))
                            : Long.toString(longs.get(row));
                case DoubleColumn doubles -> CastText.text(doubles.get(row));
                default -> RecordIds.of(BytesView.of(column).bytes(row)).toString();
            };
        }
    }
}
