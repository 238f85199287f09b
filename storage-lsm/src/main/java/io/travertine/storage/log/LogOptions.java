package io.travertine.storage.log;

import io.travertine.storage.memory.MemoryBudget;
import java.time.InstantSource;

/**
 * How a {@link ShardLog} works.
 *
 * @param shard number of the shard, kept in every file
 * @param fileBytes a file that has reached this size is sealed and a new one begun
 * @param gatherBytes batches are gathered up to this many bytes before a write; larger batches are written through
 * @param memory is charged with the index of the files that are not sealed yet, and the gather buffer
 * @param clock for the times of creation and sealing kept in the files; nothing depends on it
 */
public record LogOptions(
        int shard, long fileBytes, int gatherBytes, Fsync fsync, MemoryBudget memory, InstantSource clock) {
    public static final long DEFAULT_FILE_BYTES = 256L << 20;
    public static final int DEFAULT_GATHER_BYTES = 256 << 10;
    static final long MAX_FILE_BYTES = 64L << 30;
    static final int MIN_GATHER_BYTES = 512;
    static final int MAX_GATHER_BYTES = 64 << 20;

    public LogOptions {
        check("shard", shard, 0, Integer.MAX_VALUE);
        check("fileBytes", fileBytes, 1, MAX_FILE_BYTES);
        check("gatherBytes", gatherBytes, MIN_GATHER_BYTES, MAX_GATHER_BYTES);
    }

    public LogOptions(int shard, MemoryBudget memory) {
        this(shard, DEFAULT_FILE_BYTES, DEFAULT_GATHER_BYTES, Fsync.ALWAYS, memory, InstantSource.system());
    }

    public LogOptions withFileBytes(long bytes) {
        return new LogOptions(shard, bytes, gatherBytes, fsync, memory, clock);
    }

    public LogOptions withGatherBytes(int bytes) {
        return new LogOptions(shard, fileBytes, bytes, fsync, memory, clock);
    }

    public LogOptions withFsync(Fsync when) {
        return new LogOptions(shard, fileBytes, gatherBytes, when, memory, clock);
    }

    public LogOptions withClock(InstantSource other) {
        return new LogOptions(shard, fileBytes, gatherBytes, fsync, memory, other);
    }

    private static void check(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", was " + value);
        }
    }
}
