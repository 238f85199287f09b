package io.travertine.engine.table;

import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.shard.EntryCursor;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The records of a partition that are not yet in a segment, decoded into columns. Each is decoded once, when a query first
 * asks; what is in full chunks is never touched again. Not thread-safe.
 */
final class TailColumns {
    private final PartitionLog partition;
    private final TableFormat format;
    private final Deque<MemoryChunk> full = new ArrayDeque<>();
    private ChunkAppender appender;
    private long end;

    TailColumns(PartitionLog partition, TableFormat format) {
        this.partition = partition;
        this.format = format;
        this.end = partition.logNeededFrom();
        this.appender = newAppender();
    }

    private ChunkAppender newAppender() {
        return new ChunkAppender(format, partition.index(), full::addLast);
    }

    /** Decodes what the view has and this has not, and returns all of it; it may begin below and end behind what is asked for. */
    List<ColumnRange> bringUpTo(LogView view) throws IOException {
        dropBelow(partition.logNeededFrom());
        EntryCursor cursor = new EntryCursor(view, partition.number(), end);
        while (cursor.next()) {
            appender.append(cursor);
            end = cursor.endOffset();
        }
        List<ColumnRange> ranges = new ArrayList<>(full);
        MemoryChunk rest = appender.rest();
        if (rest != null) {
            ranges.add(rest);
        }
        return ranges;
    }

    /** Forgets chunks that lie wholly below the offset: segments have them now, or they are deleted. */
    void dropBelow(long offset) {
        while (!full.isEmpty()
                && full.getFirst().firstOffset() + full.getFirst().rowCount() <= offset) {
            full.removeFirst();
        }
        if (end <= offset) {
            full.clear();
            appender = newAppender();
            end = offset;
        }
    }

    long estimatedBytes() {
        long bytes = appender.estimatedBytes();
        for (MemoryChunk chunk : full) {
            bytes += chunk.estimatedBytes();
        }
        return bytes;
    }
}
