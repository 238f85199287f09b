package io.travertine.broker.http.ingest;

import io.travertine.engine.AppendException;
import io.travertine.engine.AppendListener;
import io.travertine.engine.Partition;
import io.travertine.engine.RecordFormat;
import io.travertine.engine.Topic;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.validation.Violations;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends the records of one request: groups them by partition into batches, hands each batch to its shard's loop, and learns
 * when it is durable. Used by the request's virtual thread, which waits where memory is short: for batches in flight, and as
 * long as the engine asks. Meanwhile nobody reads the body, so that the client waits too.
 *
 * <p>Records of one partition keep their order, and behind a batch that failed nothing more is appended.
 */
public final class IngestSession {
    private static final int MAX_OPEN_BATCHES = 256;
    private static final byte[] NOTHING = {};

    private final Topic topic;
    private final IngestLimits limits;
    private final IntSupplier throttleMs;
    private final Partitioner partitioner;
    private final Receipts receipts;
    private final int batchBytes;
    private final int maxBatchBytes;
    private final Map<Integer, RecordBatchBuilder> open = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<RecordBatchBuilder> idle = new ConcurrentLinkedQueue<>();
    private final Semaphore room;
    private final @Nullable RecordFormat format;
    private final JsonReader json = new JsonReader();
    private final Violations violations = new Violations();
    private long openBytes;
    private volatile @Nullable Exception failure;

    /** @param throttleMs how long to wait before a batch, {@code Engine.throttleMs} */
    public IngestSession(Topic topic, IngestLimits limits, IntSupplier throttleMs) {
        this.topic = topic;
        this.limits = limits;
        this.throttleMs = throttleMs;
        this.format = topic.recordFormat();
        this.partitioner = new Partitioner(topic.partitions().size());
        this.receipts = new Receipts(topic.config().ulid());
        this.maxBatchBytes = topic.config().maxMessageBytes();
        this.batchBytes = Math.min(limits.batchBytes(), maxBatchBytes);
        this.room = new Semaphore(limits.batchesInFlight());
    }

    /** Takes every record the reader has. Full batches leave at once, the rest with {@link #settle}. */
    public void addAll(RecordReader reader) throws IOException, BadInputException, IngestException {
        InputRecord record = new InputRecord();
        while (reader.next(record)) {
            validate(record, reader);
            add(record, reader);
        }
    }

    /** A record that breaks the schema takes those with it that wait for the same batches. One that does not is stored in the topic's format. */
    private void validate(InputRecord record, RecordReader reader) throws BadInputException {
        if (format == null) {
            return;
        }
        if (record.valueLength < 0) {
            violations.reset().add("type", "must be an object", null);
        } else {
            try {
                int end = record.valuePosition + record.valueLength;
                format.validateJson(record.value, record.valuePosition, end, json, violations.reset());
            } catch (JsonException malformed) {
                throw reader.objection(BadInputException.Kind.MALFORMED, String.valueOf(malformed.getMessage()));
            }
        }
        if (!violations.isEmpty()) {
            open.clear();
            throw reader.objection(BadInputException.Kind.INVALID, "").with(violations.list());
        }
        if (format.rows()) {
            byte[] row = format.encode(record.value, record.valuePosition, record.valuePosition + record.valueLength);
            record.value(row, 0, row.length);
        }
    }

    /** Sends what is left, waits until everything sent is durable or has failed, and says what is durable. */
    public IngestReport settle() throws IOException {
        try {
            sendAll();
        } catch (IngestException failed) {
            // Known by failure(); the report says what was stored before.
        }
        acquire(limits.batchesInFlight());
        room.release(limits.batchesInFlight());
        return receipts.report();
    }

    /** Throws what made an append fail, if one did; of use after {@link #settle}. */
    public void check() throws IngestException {
        Exception cause = failure;
        if (cause != null) {
            throw new IngestException(cause);
        }
    }

    private void add(InputRecord record, RecordReader reader) throws IOException, BadInputException, IngestException {
        int partition = partitioner.choose(record);
        if (partition < 0 || partition >= topic.partitions().size()) {
            throw reader.objection(
                    BadInputException.Kind.MALFORMED,
                    "partition " + partition + " is not one of the topic's "
                            + topic.partitions().size());
        }
        RecordBatchBuilder batch = open.get(partition);
        int recordBytes = RecordSize.atMost(record);
        while (batch != null && batch.sizeInBytes() + recordBytes > batchBytes) {
            if (limits.whole()) {
                throw reader.objection(
                        BadInputException.Kind.TOO_LARGE,
                        "the records of a partition have more than " + batchBytes
                                + " bytes, which is as much as can be stored at"
                                + " once (max.message.bytes); use several statements");
            }
            send(partition, batch);
            partition = partitioner.choose(record);
            batch = open.get(partition);
        }
        if (batch == null) {
            batch = begin();
        }
        append(batch, record);
        if (batch.sizeInBytes() > maxBatchBytes) {
            throw reader.objection(
                    BadInputException.Kind.TOO_LARGE,
                    "as a batch of its own the record has " + batch.sizeInBytes()
                            + " bytes; the topic's max.message.bytes is " + maxBatchBytes);
        }
        open.put(partition, batch);
        openBytes += recordBytes;
        if (!limits.whole() && (openBytes > limits.openBytes() || open.size() > MAX_OPEN_BATCHES)) {
            sendAll();
        }
    }

    private RecordBatchBuilder begin() {
        RecordBatchBuilder batch = idle.poll();
        if (batch == null) {
            batch = new RecordBatchBuilder();
        }
        batch.reset(0, Compression.NONE);
        return batch;
    }

    private static void append(RecordBatchBuilder batch, InputRecord record) {
        long timestampMs = record.timestampMs == InputRecord.NONE ? System.currentTimeMillis() : record.timestampMs;
        for (InputRecord.Header header : record.headers) {
            byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
            byte[] value = header.value();
            batch.addHeader(name, 0, name.length, value == null ? NOTHING : value, 0, length(value));
        }
        byte[] key = record.key;
        batch.append(
                timestampMs,
                key == null ? NOTHING : key,
                0,
                length(key),
                record.value,
                record.valuePosition,
                record.valueLength);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? -1 : bytes.length;
    }

    private void sendAll() throws IOException, IngestException {
        List<Integer> partitions = new ArrayList<>(open.keySet());
        for (int partition : partitions) {
            RecordBatchBuilder batch = open.get(partition);
            if (batch != null) {
                send(partition, batch);
            }
        }
        openBytes = 0;
    }

    private void send(int index, RecordBatchBuilder batch) throws IOException, IngestException {
        throttle();
        acquire(1);
        if (failure != null) {
            room.release();
            check();
        }
        open.remove(index);
        openBytes -= batch.sizeInBytes();
        partitioner.batchFull(index);
        Partition partition = topic.partitions().get(index);
        int count = batch.recordCount();
        ByteBuffer bytes = batch.build();
        partition.loop().execute(() -> appendOnLoop(partition, batch, bytes, count));
    }

    private void appendOnLoop(Partition partition, RecordBatchBuilder batch, ByteBuffer bytes, int count) {
        if (failure != null) {
            room.release();
            return;
        }
        try {
            partition.append(bytes, new Acknowledgement(partition.index(), count));
        } catch (AppendException | RuntimeException refused) {
            failure = refused;
            room.release();
        }
        idle.add(batch);
    }

    private void throttle() throws IOException {
        int millis = throttleMs.getAsInt();
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException interrupted) {
                throw interrupted();
            }
        }
    }

    private void acquire(int permits) throws IOException {
        try {
            room.acquire(permits);
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while records were appended");
    }

    /** Told on the shard's loop what became of a batch. */
    private final class Acknowledgement implements AppendListener {
        private final int partition;
        private final int count;

        Acknowledgement(int partition, int count) {
            this.partition = partition;
            this.count = count;
        }

        @Override
        public void appended(long baseOffset, long baseIdHigh, long baseIdLow) {
            receipts.durable(partition, count, baseOffset, baseIdHigh, baseIdLow);
            room.release();
        }

        @Override
        public void failed(Exception cause) {
            failure = cause;
            room.release();
        }
    }
}
