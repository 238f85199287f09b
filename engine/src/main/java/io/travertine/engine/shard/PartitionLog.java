package io.travertine.engine.shard;

import io.travertine.columnar.segment.Segment;
import io.travertine.engine.AppendException;
import io.travertine.engine.AppendException.Reason;
import io.travertine.engine.AppendListener;
import io.travertine.engine.LogSlice;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition;
import io.travertine.engine.ShardLoop;
import io.travertine.engine.Topic;
import io.travertine.engine.catalog.Manifest.Producers;
import io.travertine.storage.CorruptFileException;
import io.travertine.storage.batch.InvalidBatchException;
import io.travertine.storage.batch.RecordBatchHeader;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A partition in its shard: what it checks before an append, how far it is, and where its records are. */
public final class PartitionLog implements Partition {
    private final Supplier<? extends Topic> topic;
    private final int index;
    private final int number;
    private final Shard shard;
    private final ProducerStates producers;
    private final List<PartitionListener> listeners = new CopyOnWriteArrayList<>();

    private volatile long logStartOffset;
    private volatile long highWatermark;
    private volatile long logEndOffset;
    private volatile PartitionSegments segments;
    private volatile boolean deleted;
    private boolean advanced;

    private PartitionLog(
            Supplier<? extends Topic> topic,
            int index,
            int number,
            Shard shard,
            PartitionSegments segments,
            Producers producers,
            long logStartOffset) {
        this.topic = topic;
        this.index = index;
        this.number = number;
        this.shard = shard;
        this.segments = segments;
        this.producers = ProducerStates.decode(producers.states());
        this.logStartOffset = logStartOffset;
        this.highWatermark = Math.max(logStartOffset, segments.endOffset());
        this.logEndOffset = highWatermark;
    }

    /**
     * Opens a partition: it ends where segments and log end, and knows the producers of all its batches. Blocks.
     *
     * @param topic the topic as it is at the time of the call
     * @param number within the shard
     * @param producers what was kept of them; batches behind its end offset are looked at
     * @throws CorruptFileException when the log begins behind the end of the segments: records are missing
     */
    public static PartitionLog open(
            Supplier<? extends Topic> topic,
            int index,
            int number,
            Shard shard,
            PartitionSegments segments,
            Producers producers,
            long logStartOffset)
            throws IOException {
        PartitionLog partition = new PartitionLog(topic, index, number, shard, segments, producers, logStartOffset);
        for (Segment segment : segments.list()) {
            shard.resumeIdsAfter(segment.info().lastIdHigh(), segment.info().lastIdLow());
        }
        try (LogView view = shard.view()) {
            partition.replay(new EntryCursor(view, number, segments.endOffset()), producers.endOffset());
        }
        return partition;
    }

    private void replay(EntryCursor cursor, long knownProducersEnd) throws IOException {
        long end = logEndOffset;
        ByteBuffer header = ByteBuffer.allocate(RecordBatchHeader.HEADER_BYTES);
        while (cursor.next()) {
            if (cursor.baseOffset() > end) {
                throw new CorruptFileException(
                        cursor.file().path(),
                        cursor.position(),
                        "offset " + cursor.baseOffset() + " of " + this,
                        "offset " + end);
            }
            end = Math.max(end, cursor.endOffset());
            if (cursor.baseOffset() >= knownProducersEnd) {
                cursor.file().read(cursor.position(), header.clear());
                int count = (int) (cursor.endOffset() - cursor.baseOffset());
                rememberProducer(header, 0, cursor.baseOffset(), count, cursor.idHigh(), cursor.idLow());
            }
        }
        logEndOffset = end;
        highWatermark = end;
    }

    @Override
    public Topic topic() {
        return topic.get();
    }

    @Override
    public int index() {
        return index;
    }

    /** The partition's number within the shard: its name in the log. */
    public int number() {
        return number;
    }

    public Shard shard() {
        return shard;
    }

    @Override
    public ShardLoop loop() {
        return shard.loop();
    }

    @Override
    public long logStartOffset() {
        return logStartOffset;
    }

    @Override
    public long highWatermark() {
        return highWatermark;
    }

    @Override
    public long logEndOffset() {
        return logEndOffset;
    }

    @Override
    public long append(ByteBuffer batch, AppendListener listener) throws AppendException {
        assert loop().inLoop() : "appends happen on the shard's loop";
        int at = batch.position();
        checkBatch(batch, at);
        long producer = RecordBatchHeader.producerId(batch, at);
        if (producer >= 0) {
            ProducerStates.Earlier earlier = producers.check(
                    producer,
                    RecordBatchHeader.producerEpoch(batch, at),
                    RecordBatchHeader.baseSequence(batch, at),
                    RecordBatchHeader.recordCount(batch, at));
            if (earlier != null) {
                shard.acknowledgeAgain(this, listener, earlier);
                return earlier.baseOffset();
            }
        }
        return shard.append(this, batch, listener);
    }

    private void checkBatch(ByteBuffer batch, int at) throws AppendException {
        if (deleted) {
            throw new AppendException(Reason.TOPIC_DELETED, "topic '" + topic().name() + "' was deleted");
        }
        int limit = topic().config().maxMessageBytes();
        if (batch.remaining() > limit) {
            throw new AppendException(
                    Reason.TOO_LARGE,
                    "a batch of " + batch.remaining() + " bytes; max.message.bytes of topic '" + topic().name()
                            + "' is " + limit);
        }
        try {
            RecordBatchHeader.check(batch, at, batch.limit());
        } catch (InvalidBatchException e) {
            throw new AppendException(Reason.CORRUPT, String.valueOf(e.getMessage()));
        }
        int size = RecordBatchHeader.sizeInBytes(batch, at);
        if (size != batch.remaining()) {
            throw new AppendException(
                    Reason.CORRUPT, "a batch of " + size + " bytes in " + batch.remaining() + "; exactly one is taken");
        }
        if (RecordBatchHeader.isControl(batch, at)) {
            throw new AppendException(Reason.INVALID_RECORD, "a control batch; only the broker writes these");
        }
    }

    /** The shard has appended a batch: the log end moves, the producer's batch is remembered. On the loop. */
    void appended(ByteBuffer batch, int at, long baseOffset, int recordCount, long idHigh, long idLow) {
        logEndOffset = baseOffset + recordCount;
        rememberProducer(batch, at, baseOffset, recordCount, idHigh, idLow);
    }

    /** Takes note of the producer of a batch that is in the log: when it is appended, and again at start. */
    private void rememberProducer(ByteBuffer batch, int at, long baseOffset, int recordCount, long idHigh, long idLow) {
        long producer = RecordBatchHeader.producerId(batch, at);
        if (producer >= 0) {
            producers.add(
                    producer,
                    RecordBatchHeader.producerEpoch(batch, at),
                    RecordBatchHeader.baseSequence(batch, at),
                    recordCount,
                    baseOffset,
                    idHigh,
                    idLow);
        }
    }

    /** What is known of producers, to be kept; null when nothing came since the last call. On the loop. */
    byte @Nullable [] takeChangedProducers() {
        return producers.takeChanged() ? producers.encode() : null;
    }

    /** Moves the high watermark; true when that is the first time since listeners were told. On the loop. */
    boolean advance(long endOffset) {
        if (endOffset <= highWatermark) {
            return false;
        }
        highWatermark = endOffset;
        boolean first = !advanced;
        advanced = true;
        return first;
    }

    /** Tells the listeners that the high watermark or the log start moved. On the loop. */
    void notifyAdvanced() {
        advanced = false;
        for (PartitionListener listener : listeners) {
            listener.advanced(this);
        }
    }

    @Override
    public void addListener(PartitionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(PartitionListener listener) {
        listeners.remove(listener);
    }

    /** The segments there are now, retained: the caller releases them. Any thread. */
    public PartitionSegments retainSegments() {
        while (true) {
            PartitionSegments current = segments;
            if (current.retain()) {
                return current;
            }
        }
    }

    /** Publishes another set of segments; readers keep the one they have. One thread at a time. */
    public void publishSegments(PartitionSegments next) {
        PartitionSegments before = segments;
        segments = next;
        before.release();
    }

    /** Offset behind the last record that is in a segment. */
    public long columnarEndOffset() {
        return segments.endOffset();
    }

    /** Moves the log start up, which the manifest has; what is below is gone for readers. Any thread that holds this. */
    public void raiseLogStart(long offset) {
        assert Thread.holdsLock(this) && offset > logStartOffset : offset + " after " + logStartOffset;
        logStartOffset = offset;
        loop().execute(this::notifyAdvanced);
    }

    /** Offset below which nothing is wanted from the log any more: it is in a segment, or deleted. */
    public long logNeededFrom() {
        return Math.max(columnarEndOffset(), logStartOffset);
    }

    /** Once true it stays so; whoever holds this can rely on false, too. */
    public boolean deleted() {
        return deleted;
    }

    /** The topic is gone: appends are refused, waiting readers are told. */
    public void delete() {
        synchronized (this) {
            deleted = true;
        }
        loop().execute(this::notifyAdvanced);
    }

    @Override
    public LogSlice slice(long offset, int maxBytes) throws OffsetOutOfRangeException, IOException {
        return PartitionReads.slice(this, offset, maxBytes);
    }

    @Override
    public Optional<OffsetAndTimestamp> offsetForTimestamp(long timestampMs) throws IOException {
        return PartitionReads.offsetForTimestamp(this, timestampMs);
    }

    @Override
    public Optional<OffsetAndTimestamp> maxTimestamp() throws IOException {
        return PartitionReads.maxTimestamp(this);
    }

    @Override
    public String toString() {
        return topic().name() + "-" + index;
    }
}
