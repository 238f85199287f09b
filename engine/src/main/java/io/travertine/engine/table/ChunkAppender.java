package io.travertine.engine.table;

import io.travertine.columnar.chunk.ChunkBuilder;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.shard.EntryCursor;
import io.travertine.storage.batch.InvalidBatchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes log entries of one partition into chunks, one after another, and hands over each that is full. A batch whose header
 * and checksum are right but whose records are malformed is reported, and its offsets from the first malformed record on hold no
 * row: the sink is given the batch, to keep it for consumers. One thread.
 */
public final class ChunkAppender {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkAppender.class);

    private final TableFormat format;
    private final int partition;
    private final Sink sink;
    private @Nullable ChunkBuilder open;

    /** Takes full chunks, and batches that the chunks do not have all records of. */
    @FunctionalInterface
    public interface Sink {
        void full(MemoryChunk chunk) throws IOException;

        /** Called once at least for each chunk that has offsets of the batch. */
        default void unreadable(EntryCursor entry, ByteBuffer batch) throws IOException {}
    }

    public ChunkAppender(TableFormat format, int partition, Sink sink) {
        this.format = format;
        this.partition = partition;
        this.sink = sink;
    }

    /** Decodes the entry the cursor is on. It must follow the one before without a gap. */
    public void append(EntryCursor entry) throws IOException {
        ByteBuffer batch = entry.read();
        ChunkBuilder builder = open == null ? begin(entry.baseOffset()) : open;
        while (!appendTo(builder, batch, entry)) {
            sink.full(builder.snapshot());
            builder = begin(builder.nextOffset());
        }
    }

    private boolean appendTo(ChunkBuilder builder, ByteBuffer batch, EntryCursor entry) throws IOException {
        try {
            return builder.append(batch, entry.idHigh(), entry.idLow());
        } catch (InvalidBatchException e) {
            LOG.warn(
                    "{}: offsets {} to {} have no rows: {}",
                    entry.file().path(),
                    builder.nextOffset(),
                    entry.endOffset() - 1,
                    e.getMessage());
            sink.unreadable(entry, batch);
            return builder.appendHidden(entry.endOffset(), entry.baseOffset(), entry.idHigh(), entry.idLow());
        }
    }

    private ChunkBuilder begin(long firstOffset) {
        ChunkBuilder builder = new ChunkBuilder(format, partition, firstOffset);
        open = builder;
        return builder;
    }

    /** Gives back what decoding took beside the rows: no more come soon. */
    void trim() {
        if (open != null) {
            open.trim();
        }
    }

    /** About what the rows behind the last full chunk take, cheap to ask. */
    long openBytes() {
        return open == null ? 0 : open.expectedBytes();
    }

    /** The rows behind the last full chunk, or null when there are none. */
    public @Nullable MemoryChunk rest() {
        ChunkBuilder builder = open;
        return builder == null || builder.rowCount() == 0 ? null : builder.snapshot();
    }
}
