package io.travertine.columnar;

import io.travertine.columnar.chunk.ChunkBuilder;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.chunk.TableFormat;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.jspecify.annotations.Nullable;

/**
 * Random records, and what each of them must be as a row, computed from what went into its text and not from the text. Fields:
 * {@code a} integers, {@code b} doubles, {@code c} booleans, {@code d} few texts, {@code e} many texts, {@code f} objects,
 * {@code g} integers, later doubles too, {@code h} integers, later texts too; declared: {@code t} TIMESTAMP, {@code u} DATE.
 */
public final class RandomTable {
    public static final TableFormat FORMAT = TableFormat.open(
            true, List.of(new ColumnSchema("t", ColumnType.TIMESTAMP), new ColumnSchema("u", ColumnType.DATE)));
    public static final int PARTITION = 3;
    private static final long ID_HIGH = 0x0190_0000_0000_7000L;
    private static final long START_MS = 978_307_200_000L;

    /** One value of a field: its JSON, and what it is in a column of its own type. */
    private record Value(String json, Object cell) {}

    public final long firstOffset;
    /** What each row holds, by column; hidden rows are null. */
    public final List<@Nullable Map<String, Object>> rows = new ArrayList<>();
    /** The records as they were given, for the same rows. */
    public final List<@Nullable SimpleRecord> records = new ArrayList<>();

    private final List<ByteBuffer> batches = new ArrayList<>();
    private final List<Long> idLows = new ArrayList<>();
    private final Random random;
    private final int size;
    private long idLow;

    public RandomTable(Random random, int size) {
        this.random = random;
        this.size = size;
        firstOffset = random.nextInt(1_000_000);
        idLow = random.nextBoolean() ? -(long) size / 2 : 1_000;
        while (rows.size() < size) {
            addBatch();
        }
    }

    /** Chunks of at most so many rows, as a reader of the log would make them. */
    public List<MemoryChunk> chunks(int maxRows) throws Exception {
        List<MemoryChunk> chunks = new ArrayList<>();
        ChunkBuilder builder = new ChunkBuilder(FORMAT, PARTITION, firstOffset);
        for (int i = 0; i < batches.size(); i++) {
            while (!builder.append(batches.get(i), idHigh(idLows.get(i)), idLows.get(i))) {
                chunks.add(builder.snapshot());
                builder = new ChunkBuilder(FORMAT, PARTITION, builder.nextOffset());
            }
            if (builder.rowCount() >= maxRows) {
                chunks.add(builder.snapshot());
                builder = new ChunkBuilder(FORMAT, PARTITION, builder.nextOffset());
            }
        }
        if (builder.rowCount() > 0) {
            chunks.add(builder.snapshot());
        }
        return chunks;
    }

    private void addBatch() {
        long baseOffset = firstOffset + rows.size();
        idLow += random.nextInt(3) == 0 ? random.nextInt(1_000) : 0;
        idLows.add(idLow);
        if (!rows.isEmpty() && random.nextInt(40) == 0) {
            batches.add(TestBatches.controlBatch(baseOffset));
            rows.add(null);
            records.add(null);
            idLow++;
            return;
        }
        List<SimpleRecord> batch = new ArrayList<>();
        int count = Math.min(size - rows.size(), 1 + random.nextInt(60));
        for (int i = 0; i < count; i++) {
            batch.add(addRecord());
            idLow++;
        }
        batches.add(TestBatches.batch(baseOffset, batch));
    }

    /** The low half goes through zero when it began below. */
    private static long idHigh(long low) {
        return low < 0 ? ID_HIGH - 1 : ID_HIGH;
    }

    private SimpleRecord addRecord() {
        int index = rows.size();
        Map<String, Object> row = new HashMap<>();
        long timestamp = START_MS + index * 1_000L + random.nextInt(5_000);
        row.put("_id", String.format("%016x%016x", idHigh(idLow), idLow));
        row.put("_offset", firstOffset + index);
        row.put("_partition", (long) PARTITION);
        row.put("_timestamp", timestamp * 1_000);
        byte[] key = random.nextInt(10) == 0 ? null : ("key-" + random.nextInt(50)).getBytes(StandardCharsets.UTF_8);
        byte[] value = value(index, row);
        Header[] headers = headers();
        if (key != null) {
            row.put("_key", Cells.text(key));
        }
        if (value != null) {
            row.put("_value", Cells.text(value));
        }
        SimpleRecord record = new SimpleRecord(timestamp, key, value, headers);
        rows.add(row);
        records.add(record);
        return record;
    }

    private byte @Nullable [] value(int index, Map<String, Object> row) {
        int kind = random.nextInt(50);
        if (kind == 0) {
            return null;
        }
        if (kind == 1) {
            return new byte[0];
        }
        if (kind == 2) {
            return new byte[] {'{', '"', 'a', '"', ':', (byte) 0xff, (byte) 0xfe};
        }
        if (kind == 3) {
            return "{\"a\": 17, \"d\": \"lost\", \"x".getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder json = new StringBuilder("{");
        for (String field : List.of("a", "b", "c", "d", "e", "f", "g", "h", "t", "u")) {
            Value value = random.nextInt(8) == 0 ? null : field(field, index);
            if (value != null) {
                json.append(json.length() > 1 ? ", " : "")
                        .append('"')
                        .append(field)
                        .append("\": ")
                        .append(value.json);
                row.put(field, value.cell);
            } else if (random.nextBoolean()) {
                json.append(json.length() > 1 ? ", " : "")
                        .append('"')
                        .append(field)
                        .append("\": null");
            }
        }
        return json.append("}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private Value field(String field, int index) {
        boolean later = index > size / 2;
        return switch (field) {
            case "a" -> integer(random.nextInt(200) - 100);
            case "b" -> real(random.nextInt(1_000) / 8.0 - 20);
            case "c" -> truth(random.nextBoolean());
            case "d" -> text("name \"" + random.nextInt(20) + "\" \u00e9");
            case "e" -> text("\ud83d\ude00" + random.nextInt(1 << 20));
            case "f" -> object("{\"x\":[" + random.nextInt(5) + ", {}]}");
            case "g" -> later && random.nextBoolean() ? real(random.nextInt(100) + 0.5) : integer(random.nextInt(100));
            case "h" -> later && random.nextBoolean() ? text("t" + random.nextInt(10)) : integer(random.nextInt(100));
            case "t" -> {
                Instant instant = Instant.ofEpochSecond(1_000_000_000L + random.nextInt(1_000_000));
                yield new Value('"' + instant.toString() + '"', instant.getEpochSecond() * 1_000_000);
            }
            case "u" -> {
                LocalDate date = LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000);
                yield new Value('"' + date.toString() + '"', (int) date.toEpochDay());
            }
            default -> throw new AssertionError(field);
        };
    }

    private static Value integer(long value) {
        return new Value(Long.toString(value), value);
    }

    private static Value real(double value) {
        return new Value(Double.toString(value), value);
    }

    private static Value truth(boolean value) {
        return new Value(Boolean.toString(value), value);
    }

    private static Value text(String value) {
        String json = '"' + value.replace("\"", "\\\"").replace("\u00e9", "\\u00E9") + '"';
        return new Value(json, Cells.text(value.getBytes(StandardCharsets.UTF_8)));
    }

    private static Value object(String json) {
        return new Value(json, json);
    }

    private Header[] headers() {
        Header[] headers = new Header[random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0];
        for (int i = 0; i < headers.length; i++) {
            byte[] value = switch (random.nextInt(4)) {
                case 0 -> null;
                case 1 -> new byte[] {0, (byte) 0xff, 3};
                case 2 -> new byte[0];
                default -> "text \"\u00e9\"".getBytes(StandardCharsets.UTF_8);
            };
            headers[i] = new RecordHeader("h" + random.nextInt(3), value);
        }
        return headers;
    }

    /** What a cell must be in a column of that type; null when the row has none. */
    public static @Nullable Object cell(Map<String, Object> row, ColumnSchema column) {
        Object cell = row.get(column.name());
        if (cell == null) {
            return null;
        }
        return switch (column.type()) {
            case FLOAT64 -> ((Number) cell).doubleValue();
            case STRING -> cell instanceof String text ? text : number(cell);
            case JSON -> cell instanceof String text && !column.name().equals("f") ? '"' + text + '"' : number(cell);
            default -> cell;
        };
    }

    private static String number(Object cell) {
        String text = cell.toString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
