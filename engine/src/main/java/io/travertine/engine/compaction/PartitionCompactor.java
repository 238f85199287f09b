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
 * Brings log entries of one partition into segments: decodes batch after batch into chunks, and writes a segment whenever
 * there are enough of them. Holds at most one segment's chunks in memory. One thread.
 */
final class PartitionCompactor implements ChunkAppender.Sink {
    private final FileSystem files;
    private final CompactionTarget target;
    private final List<SegmentInfo> written = new ArrayList<>();
    private SegmentWriter writer;
    private long nextNumber;

    /** @param nextNumber the number of the first segment that is written */
    PartitionCompactor(FileSystem files, CompactionTarget target, long nextNumber) {
        this.files = files;
        this.target = target;
        this.nextNumber = nextNumber;
        this.writer = newWriter();
    }

    private SegmentWriter newWriter() {
        return new SegmentWriter(
                files, target.directory(), nextNumber++, target.config().indexedColumns());
    }

    /** Compacts the entries that lie in files before a sequence; the segments are durable, not published. */
    List<SegmentInfo> compact(EntryCursor cursor, long beforeSequence) throws IOException {
        ChunkAppender appender =
                new ChunkAppender(target.format(), target.partition().index(), this);
        while (cursor.next() && cursor.file().firstSequence() < beforeSequence) {
            appender.append(cursor);
        }
        MemoryChunk rest = appender.rest();
        if (rest != null) {
            full(rest);
        }
        finish();
        return written;
    }

    @Override
    public void unreadable(EntryCursor entry, ByteBuffer batch) throws IOException {
        files.createDirectories(target.directory());
        writer.addRaw(entry.baseOffset(), entry.endOffset(), batch);
    }

    @Override
    public void full(MemoryChunk chunk) throws IOException {
        writer.add(chunk);
        if (writer.isFull()) {
            finish();
        }
    }

    private void finish() throws IOException {
        if (writer.rowCount() > 0) {
            files.createDirectories(target.directory());
            written.add(writer.finish());
            writer = newWriter();
        }
    }
}
