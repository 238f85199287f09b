package io.travertine.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.engine.AppendException.Reason;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Idempotent producers (KIP-98): no duplicates with idempotence on, not even across restarts and compaction. */
@Timeout(60)
class ProducersTest {
    @TempDir
    Path directory;

    private EngineOptions options() {
        return EngineOptions.builder(directory)
                .hotLogBytes(0)
                .backgroundCompaction(false)
                .build();
    }

    private static ByteBuffer batch(long producer, int epoch, int sequence, int count) {
        SimpleRecord[] records = new SimpleRecord[count];
        for (int i = 0; i < count; i++) {
            records[i] = new SimpleRecord(1_000, ("{\"n\":" + (sequence + i) + "}").getBytes());
        }
        return MemoryRecords.withIdempotentRecords(Compression.NONE, producer, (short) epoch, sequence, records)
                .buffer();
    }

    private static long send(Engine engine, long producer, int epoch, int sequence, int count) {
        Topic topic = Objects.requireNonNull(engine.topic("t"));
        return EngineTester.append(topic.partitions().getFirst(), batch(producer, epoch, sequence, count))
                .join();
    }

    private static void assertRefused(Reason reason, Engine engine, long producer, int epoch, int sequence) {
        CompletionException refused =
                assertThrows(CompletionException.class, () -> send(engine, producer, epoch, sequence, 1));
        assertEquals(reason, ((AppendException) refused.getCause()).reason());
    }

    @Test
    void aBatchThatIsSentAgainGetsItsFirstOffset() throws Exception {
        try (Engine engine = Engine.open(options())) {
            engine.createTopic(new TopicSpec("t", 1, Map.of()));
            assertEquals(0, send(engine, 7, 0, 0, 3));
            assertEquals(3, send(engine, 7, 0, 3, 2));
            assertEquals(5, send(engine, 8, 0, 0, 1));
            assertEquals(0, send(engine, 7, 0, 0, 3));
            assertEquals(3, send(engine, 7, 0, 3, 2));
            assertRefused(Reason.OUT_OF_ORDER_SEQUENCE, engine, 7, 0, 6);
            assertEquals(6, send(engine, 7, 1, 0, 1));
            assertRefused(Reason.INVALID_PRODUCER_EPOCH, engine, 7, 0, 5);
            assertRefused(Reason.OUT_OF_ORDER_SEQUENCE, engine, 7, 2, 4);
            assertEquals(7, engine.topic("t").partitions().getFirst().highWatermark());
        }
    }

    @Test
    void producersAreRememberedAcrossRestartsAndRetiredFiles() throws Exception {
        try (Engine engine = Engine.open(options())) {
            engine.createTopic(new TopicSpec("t", 1, Map.of()));
            send(engine, 7, 0, 0, 3);
            send(engine, 7, 0, 3, 2);
        }
        try (Engine engine = Engine.open(options())) {
            assertEquals(3, send(engine, 7, 0, 3, 2));
            engine.compact("t");
            assertEquals(5, send(engine, 7, 0, 5, 1));
        }
        try (Engine engine = Engine.open(options())) {
            engine.compact("t");
            assertEquals(3, send(engine, 7, 0, 3, 2));
            assertEquals(5, send(engine, 7, 0, 5, 1));
            assertRefused(Reason.OUT_OF_ORDER_SEQUENCE, engine, 7, 0, 7);
            assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), EngineTester.longs(engine, "t", "n"));
        }
    }

    @Test
    void producerIdsAreNeverGivenTwice() throws Exception {
        long before;
        try (Engine engine = Engine.open(options())) {
            before = engine.nextProducerId();
            assertEquals(before + 1, engine.nextProducerId());
        }
        try (Engine engine = Engine.open(options())) {
            assertEquals(true, engine.nextProducerId() > before + 1);
        }
    }

    @Test
    void badBatchesAreRefusedAndOthersGoOn() throws Exception {
        try (Engine engine = Engine.open(options())) {
            Partition partition = engine.createTopic(new TopicSpec("t", 1, Map.of("max.message.bytes", "200")))
                    .partitions()
                    .getFirst();
            ByteBuffer corrupt = batch(1, 0, 0, 1);
            corrupt.put(corrupt.limit() - 1, (byte) 1);
            assertReason(Reason.CORRUPT, partition, corrupt);
            ByteBuffer two = ByteBuffer.allocate(190);
            two.put(batch(1, 0, 0, 1)).put(batch(1, 0, 1, 1)).flip();
            assertReason(Reason.CORRUPT, partition, two);
            assertReason(Reason.TOO_LARGE, partition, batch(1, 0, 0, 40));
            assertReason(Reason.CORRUPT, partition, ByteBuffer.allocate(0));
            assertEquals(0, send(engine, 1, 0, 0, 1));
        }
    }

    private static void assertReason(Reason reason, Partition partition, ByteBuffer batch) {
        CompletionException refused = assertThrows(
                CompletionException.class,
                () -> EngineTester.append(partition, batch).join());
        assertEquals(reason, ((AppendException) refused.getCause()).reason());
    }
}
