package io.travertine.columnar.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.Cells;
import io.travertine.columnar.vector.Conversion;
import io.travertine.schema.ColumnType;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.Element;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.FieldType.Scalar;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.row.RowCodec;
import io.travertine.schema.row.RowReader;
import io.travertine.schema.row.RowWriter;
import io.travertine.storage.Seeds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A field whose type changed into any other: records of before say the same whether they are decoded under the new type, as those in memory
 * are, or had been under the old one, as those in segments were.
 */
class ChangedTypesTest {
    private static final List<FieldType> TYPES = Stream.concat(
                    Arrays.stream(Scalar.values()),
                    Stream.of(
                            new FieldType.Decimal(9, 2),
                            new FieldType.Enumeration(List.of("RED", "true", "12")),
                            new FieldType.ListOf(new Element(Scalar.INT32, false, List.of()))))
            .toList();

    @Test
    void doNotDependOnWhereTheRecordsAre() throws Throwable {
        TreeSet<String> kept = new TreeSet<>();
        Seeds.forEach(50, random -> {
            for (FieldType before : TYPES) {
                Object value = value(before, random);
                RecordSchema first = schema(1, before);
                byte[] row = row(first, value);
                byte[] json = json(first, row);
                for (FieldType after : TYPES) {
                    RecordSchema second = schema(2, after);
                    String what = before + " " + value + " as " + after;
                    Object asRow = agreed(
                            what + " (row)",
                            row,
                            TableFormat.rows(second, List.of(first, second)),
                            TableFormat.rows(first, List.of(first)),
                            after);
                    if (keepsItsText(before, after)) {
                        continue;
                    }
                    Object asJson = agreed(
                            what + " (JSON)", json, TableFormat.closed(second), TableFormat.closed(first), after);
                    assertEquals(asJson, asRow, what);
                    if (asRow != null) {
                        kept.add(before.column() + " " + after.column());
                    }
                }
            }
        });
        assertTrue(kept.size() > 25, "few conversions keep anything: " + kept);
    }

    /** As texts, and parts of a JSON value, times and ids of JSON are as they were written, until they are in a segment. */
    private static boolean keepsItsText(FieldType before, FieldType after) {
        boolean written = before == Scalar.ULID || before == Scalar.TIMESTAMP;
        return written && (after.column() == ColumnType.STRING || after.column() == ColumnType.JSON);
    }

    private static @Nullable Object agreed(
            String what, byte[] record, TableFormat now, TableFormat then, FieldType after) {
        FieldColumn inMemory = decoded(now, record);
        FieldColumn inSegment = decoded(then, record);
        assertEquals(after.column(), inMemory.builder().type(), what);
        Object decoded = Cells.at(inMemory.builder().snapshot(1), 0);
        Object converted = Cells.at(Conversion.convert(inSegment.builder().snapshot(1), after.column()), 0);
        assertEquals(converted, decoded, what);
        return decoded;
    }

    private static FieldColumn decoded(TableFormat format, byte[] record) {
        FieldDecoder decoder = format.decoder();
        decoder.decode(record, 0, record.length, 0);
        return decoder.columns().getFirst();
    }

    private static RecordSchema schema(int version, FieldType type) {
        return new RecordSchema(
                "changed",
                version,
                new FieldType.Struct(List.of(Field.of("field", type, true, List.of())), List.of()),
                List.of());
    }

    private static byte[] row(RecordSchema schema, Object value) {
        Map<String, Object> fields = new HashMap<>(Map.of("field", value));
        RowWriter row = new RowWriter();
        new RowCodec(schema).write(fields, row);
        return Arrays.copyOf(row.buffer(), row.size());
    }

    private static byte[] json(RecordSchema schema, byte[] row) {
        JsonWriter json = new JsonWriter();
        new RowCodec(schema).toJson(new RowReader().reset(row, 0, row.length), json);
        return Arrays.copyOf(json.buffer(), json.size());
    }

    private static Object value(FieldType type, Random random) {
        if (type instanceof FieldType.Decimal decimal) {
            return BigDecimal.valueOf(random.nextInt(100_000) * (random.nextBoolean() ? 100L : 1L), decimal.scale());
        }
        if (type instanceof FieldType.Enumeration symbols) {
            return symbols.symbols().get(random.nextInt(symbols.symbols().size()));
        }
        if (type instanceof FieldType.ListOf) {
            return random.ints(random.nextInt(3)).boxed().map(Long::valueOf).toList();
        }
        return switch ((Scalar) type) {
            case BOOLEAN -> random.nextBoolean();
            case INT32 -> (long) random.nextInt();
            case INT64 -> random.nextLong();
            case FLOAT32 -> random.nextBoolean() ? (double) random.nextInt(100) : 0.5;
            case FLOAT64 -> random.nextBoolean() ? (double) random.nextInt() : random.nextGaussian();
            case STRING -> text(random);
            case BINARY -> new byte[] {1, (byte) random.nextInt()};
            case DATE -> day(random);
            case TIMESTAMP -> time(random);
            case UUID, ULID -> new UUID(random.nextLong(), random.nextLong());
        };
    }

    /** A text that might be of another type. */
    private static String text(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> "true";
            case 1 -> Long.toString(random.nextInt());
            case 2 -> "{\"a\":1}";
            case 3 -> day(random).toString();
            case 4 -> time(random).toString();
            case 5 -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> "\u00fc \"quoted\"";
        };
    }

    private static LocalDate day(Random random) {
        return LocalDate.ofEpochDay(random.nextInt(40_000));
    }

    private static Instant time(Random random) {
        return Instant.ofEpochMilli(
                random.nextInt(Integer.MAX_VALUE) * TimeUnit.MINUTES.toMillis(1) + random.nextInt(1_000));
    }
}
