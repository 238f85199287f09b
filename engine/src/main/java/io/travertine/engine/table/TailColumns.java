package io.travertine.engine.table;

import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.shard.EntryCursor;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The records of a partition that are not yet in a segment, decoded into columns. Each is decoded once, when a query first
 * asks; what is in full chunks is never touched again. Not thread-safe.
 */
final class TailColumns {
    private final PartitionLog partition;
    private final TableFormat format;
    private final TailBudget budget;
    /** In offset order; all but the last are full. */
    private final Deque<TailChunk> chunks = new ArrayDeque<>();

    private ChunkAppender appender;
    private long end;

    TailColumns(PartitionLog partition, TableFormat format, TailBudget budget) {
        this.partition = partition;
        this.format = format;
        this.budget = budget;
        this.end = partition.logNeededFrom();
        this.appender = begin();
    }

    private ChunkAppender begin() {
        chunks.addLast(new TailChunk(budget));
        return new ChunkAppender(format, partition.index(), this::complete);
    }

    private void complete(MemoryChunk full) {
        chunks.getLast().replace(full);
        chunks.addLast(new TailChunk(budget));
    }

    /**
     * Decodes what the view has and this has not.
     *
     * @return false when that takes more memory than tails may have: then it was not decoded to the end
     */
    boolean bringUpTo(LogView view) throws IOException {
        dropBelow(partition.logNeededFrom());
        EntryCursor cursor = new EntryCursor(view, partition.number(), end);
        long before = end;
        while (cursor.next()) {
            appender.append(cursor);
            end = cursor.endOffset();
            chunks.getLast().expect(appender.openBytes());
            if (budget.isSpent()) {
                return false;
            }
        }
        if (end == before) {
            return true;
        }
        appender.trim();
        MemoryChunk rest = appender.rest();
        if (rest != null) {
            chunks.getLast().replace(rest);
        }
        return !budget.isSpent();
    }

    /** All that is decoded; it may begin below what is asked for, and end behind it. */
    Iterable<TailChunk> chunks() {
        return chunks;
    }

    /** Forgets chunks that lie wholly below the offset: segments have them now, or they are deleted. */
    void dropBelow(long offset) {
        while (chunks.size() > 1 && endOf(chunks.getFirst()) <= offset) {
            chunks.removeFirst().release();
        }
        if (end <= offset) {
            release();
            appender = begin();
            end = offset;
        }
    }

    private static long endOf(TailChunk full) {
        MemoryChunk rows = full.rows();
        return rows == null ? 0 : rows.firstOffset() + rows.rowCount();
    }

    /** Gives all memory back; nothing else may follow. */
    void release() {
        chunks.forEach(TailChunk::release);
        chunks.clear();
    }
}
