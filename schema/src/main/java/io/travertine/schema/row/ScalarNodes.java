package io.travertine.schema.row;

import io.travertine.ids.Ulid;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.FieldType.Scalar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Types without parts. */
final class ScalarNodes {
    private ScalarNodes() {}

    static RowNode of(Scalar type) {
        return switch (type) {
            case BOOLEAN -> new BooleanNode();
            case INT32 -> new IntegerNode(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> new IntegerNode(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT32 -> new FloatNode();
            case FLOAT64 -> new DoubleNode();
            case STRING -> new TextNode();
            case BINARY -> new BinaryNode();
            case DATE -> new DateNode();
            case TIMESTAMP -> new TimestampNode();
            case UUID -> new IdNode(false);
            case ULID -> new IdNode(true);
        };
    }

    private record BooleanNode() implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value((boolean) (Boolean) value);
        }

        @Override
        public Object read(RowReader row) {
            return row.readBoolean();
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(row.readBoolean());
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            sink.putBoolean(column, row.readBoolean());
        }
    }

    private record IntegerNode(long min, long max) implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value(((Number) value).longValue());
        }

        @Override
        public Object read(RowReader row) {
            return row.readLong(min, max);
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(row.readLong(min, max));
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            sink.putLong(column, row.readLong(min, max));
        }
    }

    private record FloatNode() implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value(((Number) value).floatValue());
        }

        /** As JSON has it: the number that the shortest text of the float is. */
        @Override
        public Object read(RowReader row) {
            return Double.parseDouble(Float.toString(row.readFloat()));
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(row.readFloat());
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            RowValues.put(sink, column, row.readFloat());
        }
    }

    private record DoubleNode() implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value(((Number) value).doubleValue());
        }

        @Override
        public Object read(RowReader row) {
            return row.readDouble();
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(row.readDouble());
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            RowValues.put(sink, column, row.readDouble());
        }
    }

    private record TextNode() implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value((String) value);
        }

        @Override
        public Object read(RowReader row) {
            return row.readText();
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(row.readText());
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            int from = row.skipBytes();
            sink.putText(column, row.data(), from, row.at() - from);
        }
    }

    private record BinaryNode() implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value((byte[]) value);
        }

        @Override
        public Object read(RowReader row) {
            return row.readBytes();
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(Base64.getEncoder().encodeToString(row.readBytes()));
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            RowValues.put(sink, column, row.readBytes());
        }
    }

    private record DateNode() implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value((LocalDate) value);
        }

        @Override
        public Object read(RowReader row) {
            return row.readDate();
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(row.readDate().toString());
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            sink.putLong(column, row.readLong());
        }
    }

    private record TimestampNode() implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value((Instant) value);
        }

        @Override
        public Object read(RowReader row) {
            return row.readTime();
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(row.readTime().toString());
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            sink.putLong(column, row.readLong());
        }
    }

    private record IdNode(boolean ulid) implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            UUID id = (UUID) value;
            row.id(id.getMostSignificantBits(), id.getLeastSignificantBits());
        }

        @Override
        public Object read(RowReader row) {
            return row.readUuid();
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            long high = row.high();
            long low = row.low();
            json.value(ulid ? new Ulid(high, low).toString() : new UUID(high, low).toString());
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            long high = row.high();
            sink.putId(column, high, row.low());
        }
    }

    record DecimalNode(int precision, int scale) implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            row.value((BigDecimal) value, precision, scale);
        }

        @Override
        public Object read(RowReader row) {
            return row.readDecimal(precision, scale);
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(row.readDecimal(precision, scale));
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            sink.putDouble(column, row.readDecimalAsDouble(precision, scale));
        }
    }

    static final class SymbolNode implements RowNode {
        private final List<String> symbols;
        private final byte[][] utf8;

        SymbolNode(FieldType.Enumeration type) {
            symbols = type.symbols();
            utf8 = symbols.stream()
                    .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        @Override
        public void write(Object value, RowWriter row) {
            row.count(RowNode.place(symbols, value));
        }

        @Override
        public Object read(RowReader row) {
            return symbols.get(row.place(utf8.length));
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.value(symbols.get(row.place(utf8.length)));
        }

        @Override
        public void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
            byte[] symbol = utf8[row.place(utf8.length)];
            sink.putText(column, symbol, 0, symbol.length);
        }
    }
}
