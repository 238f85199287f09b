package io.travertine.engine.compaction;

import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.columnar.segment.SegmentWriter;
import io.travertine.engine.shard.EntryCursor;
import io.travertine.engine.table.ChunkAppender;
import io.travertine.storage.file.FileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes chunks of one partition, as they come, into one segment after another. Holds at most one segment's chunks in memory.
 * The segments are durable, not published. One thread.
 */
final class SegmentSequence implements ChunkAppender.Sink, AutoCloseable {
    private final FileSystem files;
    private final CompactionTarget target;
    private final List<SegmentInfo> written = new ArrayList<>();
    private SegmentWriter writer;
    private long nextNumber;

    /** @param nextNumber the number of the first segment that is written */
    SegmentSequence(FileSystem files, CompactionTarget target, long nextNumber) throws IOException {
        this.files = files;
        this.target = target;
        this.nextNumber = nextNumber;
        this.writer = newWriter();
        files.createDirectories(target.directory());
    }

    private SegmentWriter newWriter() {
        return new SegmentWriter(
                files, target.directory(), nextNumber++, target.config().indexedColumns());
    }

    @Override
    public void full(MemoryChunk chunk) throws IOException {
        writer.add(chunk);
        if (writer.isFull()) {
            finish();
        }
    }

    @Override
    public void unreadable(EntryCursor entry, ByteBuffer batch) throws IOException {
        writer.addRaw(entry.baseOffset(), entry.endOffset(), batch);
    }

    /** Writes what is left, and returns all that was written. */
    List<SegmentInfo> finish() throws IOException {
        if (writer.rowCount() > 0) {
            written.add(writer.finish());
            writer = newWriter();
        }
        return written;
    }

    /** Lets go of what was begun; what was written stays. */
    @Override
    public void close() throws IOException {
        writer.abandon();
    }
}
