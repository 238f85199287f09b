package io.travertine.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.batch.RecordBatchHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch whose header and checksum are right, but whose records are not, is acknowledged like any other: nothing looks at records
 * before. Consumers get it as it came, in whatever layer it is; queries see the records before the first malformed one.
 */
@Timeout(60)
class MalformedBatchTest {
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int RECORD_COUNT_AT = 57;
    private static final int LAST_OFFSET_DELTA_AT = 23;

    @TempDir
    Path directory;

    private EngineOptions options() {
        return EngineOptions.builder(directory)
                .hotLogBytes(0)
                .backgroundCompaction(false)
                .build();
    }

    private static ByteBuffer batch(Compression compression, int count) {
        SimpleRecord[] records = new SimpleRecord[count];
        for (int i = 0; i < count; i++) {
            records[i] = new SimpleRecord(1_000, "k".getBytes(), ("{\"n\":" + i + "}").getBytes());
        }
        return MemoryRecords.withRecords(compression, records).buffer();
    }

    /** Fills everything from a position on with bytes that are no records, under a right checksum. */
    private static ByteBuffer malformed(ByteBuffer batch, int from) {
        Arrays.fill(batch.array(), batch.arrayOffset() + from, batch.arrayOffset() + batch.limit(), (byte) 0x7f);
        return signed(batch);
    }

    private static ByteBuffer signed(ByteBuffer batch) {
        CRC32C crc = new CRC32C();
        crc.update(batch.duplicate().position(ATTRIBUTES_AT));
        return batch.putInt(CRC_AT, (int) crc.getValue());
    }

    @Test
    void isGivenToConsumersAsItCame() throws Exception {
        TreeMap<Long, byte[]> malformed = new TreeMap<>();
        List<Long> readable = new ArrayList<>();
        Random random = new Random(5);
        try (Engine engine = Engine.open(options())) {
            Partition partition = engine.createTopic(new TopicSpec("t", 1, Map.of()))
                    .partitions()
                    .getFirst();
            for (int i = 0; i < 60; i++) {
                Compression compression =
                        random.nextBoolean() ? Compression.lz4().build() : Compression.NONE;
                int count = 1 + random.nextInt(20);
                ByteBuffer batch = batch(compression, count);
                boolean bad = random.nextBoolean();
                // Behind the first record, or everything.
                int from = compression == Compression.NONE && count > 1 && random.nextBoolean() ? 77 : 61;
                long base = EngineTester.append(partition, bad ? malformed(batch, from) : batch)
                        .join();
                if (bad) {
                    malformed.put(base, Arrays.copyOf(batch.array(), batch.limit()));
                }
                int rows = bad ? from == 61 ? 0 : 1 : count;
                for (int row = 0; row < rows; row++) {
                    readable.add(base + row);
                }
            }
            check(engine, malformed, readable);
            engine.compact("t");
            assertTrue(partition.highWatermark() > 0);
            check(engine, malformed, readable);
        }
        try (Engine engine = Engine.open(options())) {
            check(engine, malformed, readable);
        }
    }

    private static void check(Engine engine, TreeMap<Long, byte[]> malformed, List<Long> readable) throws Exception {
        Partition partition = partition(engine);
        TreeMap<Long, byte[]> found = new TreeMap<>();
        for (long next = 0; next < partition.highWatermark(); ) {
            try (LogSlice slice = partition.slice(next, 300)) {
                ByteBuffer batches = slice.read();
                while (batches.hasRemaining()) {
                    int at = batches.position();
                    byte[] bytes = new byte[RecordBatchHeader.sizeInBytes(batches, at)];
                    batches.get(bytes);
                    long base = ByteBuffer.wrap(bytes).getLong(0);
                    found.put(base, bytes);
                    next = base + RecordBatchHeader.recordCount(ByteBuffer.wrap(bytes), 0);
                }
            }
        }
        malformed.forEach((base, bytes) -> assertArrayEquals(bytes, found.get(base), "at offset " + base));
        assertEquals(readable, EngineTester.longs(engine, "t", "_offset"));
        List<RecordView> records = engine.read(partition, 0, Integer.MAX_VALUE);
        assertEquals(readable, records.stream().map(RecordView::offset).toList());
        for (RecordView record : records) {
            RecordView same = engine.find(record.idHigh(), record.idLow()).orElseThrow();
            assertEquals(record.offset(), same.offset());
        }
        RecordView first = records.getFirst();
        long hidden = malformed.lastKey();
        Optional<RecordView> none = engine.find(first.idHigh(), first.idLow() + hidden - first.offset());
        assertTrue(none.isEmpty() || none.get().offset() == hidden, none::toString);
    }

    private static Partition partition(Engine engine) {
        return Objects.requireNonNull(engine.topic("t")).partitions().getFirst();
    }

    @Test
    void damageToWhatWasKeptIsReported() throws Exception {
        try (Engine engine = Engine.open(options())) {
            engine.createTopic(new TopicSpec("t", 1, Map.of()));
            EngineTester.append(partition(engine), malformed(batch(Compression.NONE, 3), 61))
                    .join();
            EngineTester.append(partition(engine), malformed(batch(Compression.NONE, 3), 61))
                    .join();
            engine.compact("t");
        }
        Path kept;
        try (Stream<Path> files = Files.walk(directory)) {
            kept = files.filter(path -> path.toString().endsWith(".batches"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(kept);
        for (int position = 0; position < whole.length; position++) {
            byte[] damaged = whole.clone();
            damaged[position] ^= 4;
            Files.write(kept, damaged);
            assertThrows(IOException.class, this::readAll, "byte " + position);
        }
        Files.write(kept, Arrays.copyOf(whole, whole.length - 1));
        assertThrows(CorruptFileException.class, this::readAll);
        Files.write(kept, whole);
        readAll();
    }

    private void readAll() throws Exception {
        try (Engine engine = Engine.open(options())) {
            for (long offset : List.of(0L, 3L)) {
                try (LogSlice slice = partition(engine).slice(offset, 10_000)) {
                    slice.read();
                }
            }
        }
    }

    /** Offsets would be used up, and hidden rows made, by the billion. */
    @Test
    void aBatchCannotClaimMoreRecordsThanItMayHold() throws Exception {
        try (Engine engine = Engine.open(options())) {
            engine.createTopic(new TopicSpec("t", 1, Map.of()));
            ByteBuffer batch = batch(Compression.lz4().build(), 3);
            batch.putInt(RECORD_COUNT_AT, 1 << 30).putInt(LAST_OFFSET_DELTA_AT, (1 << 30) - 1);
            CompletionException refused = assertThrows(
                    CompletionException.class,
                    () -> EngineTester.append(partition(engine), signed(batch)).join());
            assertEquals(AppendException.Reason.CORRUPT, ((AppendException) refused.getCause()).reason());
        }
    }
}
