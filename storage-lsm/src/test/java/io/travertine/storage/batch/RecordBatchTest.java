package io.travertine.storage.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Kafka's own reader and writer of batches, both ways, and against damage. Replay with -Dtravertine.test.seed=N. */
class RecordBatchTest {
    private static final int ROUNDS = Integer.getInteger("travertine.test.rounds", 60);

    private final long seed = Long.getLong("travertine.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RecordCursor cursor = new RecordCursor();
    private final RecordBatchBuilder builder = new RecordBatchBuilder();

    @ParameterizedTest
    @EnumSource
    void readsWhatKafkaWrites(Compression compression) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<SimpleRecord> records = randomRecords();
            long baseOffset = random.nextLong(1L << 50);
            ByteBuffer batch = kafkaBatch(baseOffset, compression, records);
            ByteBuffer shifted =
                    ByteBuffer.allocateDirect(batch.remaining() + 20).position(13);
            shifted.put(batch.duplicate()).flip().position(13);

            assertEquals(13 + batch.remaining(), 13 + RecordBatchHeader.sizeInBytes(shifted, 13), this::seed);
            assertEquals(compression, RecordBatchHeader.compression(shifted, 13));
            assertCursorShows(baseOffset, records, shifted);
            assertEquals(13, shifted.position());
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatKafkaReads(Compression compression) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<SimpleRecord> records = randomRecords();
            long baseOffset = random.nextLong(1L << 50);
            ByteBuffer batch = build(baseOffset, compression, records);

            MutableRecordBatch read =
                    MemoryRecords.readableRecords(batch).batches().iterator().next();
            read.ensureValid();
            assertEquals(batch.remaining(), read.sizeInBytes(), this::seed);
            assertEquals(CompressionType.forId(compression.code()), read.compressionType());
            assertEquals(baseOffset, read.baseOffset());
            assertEquals(baseOffset + records.size() - 1, read.lastOffset());
            assertEquals(
                    records.stream().mapToLong(SimpleRecord::timestamp).max().getAsLong(), read.maxTimestamp());
            assertEquals(-1, read.producerId());
            int i = 0;
            for (Record record : read) {
                assertEquals(baseOffset + i, record.offset(), this::seed);
                assertEquals(records.get(i++), new SimpleRecord(record), this::seed);
            }
            assertEquals(records.size(), i);
            assertCursorShows(baseOffset, records, batch);
        }
    }

    @Test
    void copiesEncodedHeaders() throws Exception {
        List<SimpleRecord> records = randomRecords();
        cursor.open(kafkaBatch(7, Compression.NONE, records));
        builder.reset(7, Compression.LZ4);
        while (cursor.next()) {
            builder.addEncodedHeaders(
                    cursor.bytes(), cursor.headersPosition(), cursor.headersLength(), cursor.headerCount());
            builder.append(
                    cursor.timestampMs(),
                    cursor.bytes(),
                    cursor.keyPosition(),
                    cursor.keyLength(),
                    cursor.bytes(),
                    cursor.valuePosition(),
                    cursor.valueLength());
        }
        assertCursorShows(7, records, builder.build());
    }

    @ParameterizedTest
    @EnumSource
    void damageIsAnInvalidBatch(Compression compression) throws Exception {
        for (int round = 0; round < ROUNDS * 20; round++) {
            ByteBuffer batch = copy(build(3, compression, smallRecords()));
            for (int i = 0; i <= random.nextInt(3); i++) {
                batch.put(random.nextInt(batch.limit()), (byte) random.nextInt());
            }
            walk(batch);
            repairChecksum(batch);
            walk(batch);
        }
    }

    @Test
    void everyChangedByteUnderTheChecksumIsFound() throws Exception {
        ByteBuffer batch = copy(build(3, Compression.NONE, smallRecords()));
        for (int i = RecordBatchHeader.MAGIC_AT; i < batch.limit(); i++) {
            byte right = batch.get(i);
            batch.put(i, (byte) (right ^ (1 << random.nextInt(8))));
            assertThrows(InvalidBatchException.class, () -> RecordBatchHeader.check(batch, 0, batch.limit()), seed());
            batch.put(i, right);
        }
        for (int limit = 0; limit < batch.limit(); limit++) {
            int cut = limit;
            assertThrows(InvalidBatchException.class, () -> RecordBatchHeader.check(batch, 0, cut));
        }
        RecordBatchHeader.check(batch, 0, batch.limit());
    }

    @Test
    void offsetAndEpochCanBeSetWithoutANewChecksum() throws Exception {
        ByteBuffer batch = build(3, Compression.NONE, smallRecords());
        RecordBatchHeader.setBaseOffset(batch, 0, 1234567890123L);
        RecordBatchHeader.setLeaderEpoch(batch, 0, 17);
        RecordBatchHeader.check(batch, 0, batch.limit());
        assertEquals(1234567890123L, RecordBatchHeader.baseOffset(batch, 0));
        assertEquals(17, batch.getInt(12));
    }

    @ParameterizedTest
    @EnumSource
    void aBombIsRefused(Compression compression) throws Exception {
        builder.reset(0, compression);
        builder.append(1, new byte[1 << 20]);
        ByteBuffer batch = builder.build();
        RecordCursor small = new RecordCursor(100_000);
        InvalidBatchException refused = assertThrows(InvalidBatchException.class, () -> small.open(batch));
        assertTrue(refused.getMessage().contains("100000"), refused.getMessage());
        assertFalse(small.next());
        int bound = (1 << 20) + 100;
        RecordCursor fitting = new RecordCursor(bound);
        fitting.open(batch);
        assertTrue(fitting.bytes().length <= bound + 1, fitting.bytes().length + " bytes are kept");
        cursor.open(batch);
        assertTrue(cursor.next());
        assertEquals(1 << 20, cursor.valueLength());
    }

    @Test
    void fieldsOutOfRangeAreNamed() throws Exception {
        assertRefused("magic 1", batch -> batch.put(RecordBatchHeader.MAGIC_AT, (byte) 1));
        assertRefused("compression 5", batch -> batch.putShort(RecordBatchHeader.ATTRIBUTES_AT, (short) 5));
        assertRefused("record count 0", batch -> batch.putInt(RecordBatchHeader.RECORD_COUNT_AT, 0));
        assertRefused("last offset delta 9", batch -> batch.putInt(RecordBatchHeader.LAST_OFFSET_DELTA_AT, 9));
        assertRefused("base offset -1", batch -> batch.putLong(RecordBatchHeader.BASE_OFFSET_AT, -1));
        assertRefused("producer id -2", batch -> batch.putLong(RecordBatchHeader.PRODUCER_ID_AT, -2));
        assertRefused("length -1", batch -> batch.putInt(RecordBatchHeader.LENGTH_AT, -1));
        assertRefused(
                "record count 2000000000",
                batch -> batch.putInt(RecordBatchHeader.RECORD_COUNT_AT, 2_000_000_000)
                        .putInt(RecordBatchHeader.LAST_OFFSET_DELTA_AT, 1_999_999_999));
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 4, 100_000, Integer.MAX_VALUE - 5, Integer.MIN_VALUE})
    void lengthsThatLeaveTheRecordAreRefused(int wrong) throws Exception {
        int[] right = {2, 3, 1, 2, 1};
        assertEquals(1, readRecordWith(right));
        for (int field = 0; field < right.length; field++) {
            int[] lengths = right.clone();
            lengths[field] += wrong;
            String what = "length " + field + " is " + lengths[field];
            assertThrows(InvalidBatchException.class, () -> readRecordWith(lengths), what);
        }
    }

    /** Reads a record whose key, value, header count, header key and header value claim these lengths. */
    private int readRecordWith(int[] lengths) throws InvalidBatchException {
        GrowableBytes body = new GrowableBytes(64);
        body.write(new byte[3], 0, 3);
        body.writeVarint(lengths[0]);
        body.write(new byte[2], 0, 2);
        body.writeVarint(lengths[1]);
        body.write(new byte[3], 0, 3);
        body.writeVarint(lengths[2]);
        body.writeVarint(lengths[3]);
        body.write(new byte[2], 0, 2);
        body.writeVarint(lengths[4]);
        body.write(new byte[1], 0, 1);
        GrowableBytes record = new GrowableBytes(64);
        record.writeVarint(body.size());
        record.write(body.array(), 0, body.size());
        builder.reset(0, Compression.NONE);
        builder.append(0, new byte[1]);
        ByteBuffer header = builder.build();
        int size = RecordBatchHeader.HEADER_BYTES + record.size();
        ByteBuffer batch = ByteBuffer.allocate(size)
                .put(0, header, 0, RecordBatchHeader.HEADER_BYTES)
                .put(RecordBatchHeader.HEADER_BYTES, record.array(), 0, record.size())
                .putInt(RecordBatchHeader.LENGTH_AT, size - RecordBatchHeader.LENGTH_OVERHEAD_BYTES);
        repairChecksum(batch);
        cursor.open(batch);
        int count = 0;
        while (cursor.next()) {
            count++;
        }
        return count;
    }

    private void assertRefused(String found, java.util.function.Consumer<ByteBuffer> damage) throws Exception {
        ByteBuffer batch = copy(build(3, Compression.NONE, smallRecords()));
        damage.accept(batch);
        repairChecksum(batch);
        InvalidBatchException refused =
                assertThrows(InvalidBatchException.class, () -> RecordBatchHeader.check(batch, 0, batch.limit()));
        assertTrue(refused.getMessage().contains(found), refused.getMessage());
    }

    private void walk(ByteBuffer batch) {
        try {
            cursor.open(batch);
            while (cursor.next()) {
                cursor.forEachHeader((bytes, keyPosition, keyLength, valuePosition, valueLength) -> {
                    assertTrue(keyPosition + keyLength <= bytes.length, this::seed);
                    assertTrue(valuePosition + valueLength <= bytes.length, this::seed);
                });
            }
        } catch (InvalidBatchException expected) {
            assertNotNull(expected.getMessage());
        } catch (Throwable other) {
            throw new AssertionError(seed(), other);
        }
    }

    private static void repairChecksum(ByteBuffer batch) {
        batch.putInt(RecordBatchHeader.CRC_AT, RecordBatchHeader.checksum(batch, 0, batch.limit()));
    }

    private void assertCursorShows(long baseOffset, List<SimpleRecord> records, ByteBuffer batch) throws Exception {
        cursor.open(batch);
        for (int i = 0; i < records.size(); i++) {
            SimpleRecord expected = records.get(i);
            assertTrue(cursor.next(), this::seed);
            assertEquals(baseOffset + i, cursor.offset(), this::seed);
            assertEquals(expected.timestamp(), cursor.timestampMs(), this::seed);
            assertArrayEquals(bytes(expected.key()), part(cursor.keyPosition(), cursor.keyLength()), this::seed);
            assertArrayEquals(bytes(expected.value()), part(cursor.valuePosition(), cursor.valueLength()), this::seed);
            List<Header> headers = new ArrayList<>();
            cursor.forEachHeader(
                    (bytes, keyPosition, keyLength, valuePosition, valueLength) -> headers.add(new RecordHeader(
                            new String(bytes, keyPosition, keyLength, StandardCharsets.UTF_8),
                            part(valuePosition, valueLength))));
            assertEquals(List.of(expected.headers()), headers, this::seed);
        }
        assertFalse(cursor.next(), this::seed);
        assertFalse(cursor.next(), this::seed);
    }

    private byte @Nullable [] part(int position, int length) {
        return length < 0 ? null : java.util.Arrays.copyOfRange(cursor.bytes(), position, position + length);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        return buffer == null ? null : Utils.toArray(buffer);
    }

    private static ByteBuffer copy(ByteBuffer batch) {
        return ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
    }

    private static ByteBuffer kafkaBatch(long baseOffset, Compression compression, List<SimpleRecord> records) {
        return MemoryRecords.withRecords(
                        baseOffset,
                        org.apache.kafka.common.compress.Compression.of(CompressionType.forId(compression.code()))
                                .build(),
                        records.toArray(SimpleRecord[]::new))
                .buffer();
    }

    private ByteBuffer build(long baseOffset, Compression compression, List<SimpleRecord> records) {
        builder.reset(baseOffset, compression);
        for (SimpleRecord record : records) {
            for (Header header : record.headers()) {
                byte[] key = header.key().getBytes(StandardCharsets.UTF_8);
                byte[] value = header.value();
                builder.addHeader(
                        key, 0, key.length, value == null ? key : value, 0, value == null ? -1 : value.length);
            }
            byte[] key = bytes(record.key());
            byte[] value = bytes(record.value());
            builder.append(
                    record.timestamp(),
                    key == null ? new byte[0] : key,
                    0,
                    key == null ? -1 : key.length,
                    value == null ? new byte[0] : value,
                    0,
                    value == null ? -1 : value.length);
        }
        return builder.build();
    }

    private List<SimpleRecord> smallRecords() {
        List<SimpleRecord> records = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Header[] headers = {new RecordHeader("name", new byte[] {1, 2}), new RecordHeader("", null)};
            records.add(new SimpleRecord(1_000 + i, new byte[] {1}, randomBytes(12), headers));
        }
        return records;
    }

    private List<SimpleRecord> randomRecords() {
        List<SimpleRecord> records = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 500 : 20);
        long start = random.nextLong(2_000_000_000_000L);
        for (int i = 0; i < count; i++) {
            Header[] headers = new Header[random.nextInt(3)];
            for (int h = 0; h < headers.length; h++) {
                headers[h] = new RecordHeader("h".repeat(random.nextInt(3)) + h, randomBytes(5));
            }
            long timestamp = Math.max(0, start + random.nextInt(-1_000, 1_000_000));
            records.add(new SimpleRecord(timestamp, randomBytes(20), randomBytes(300), headers));
        }
        return records;
    }

    /** Null, or bytes some of which repeat. */
    private byte @Nullable [] randomBytes(int maxLength) {
        if (random.nextInt(8) == 0) {
            return null;
        }
        byte[] bytes = new byte[random.nextInt(maxLength)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 'a');
        }
        return bytes;
    }

    private String seed() {
        return "seed " + seed;
    }
}
