package io.travertine.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntFunction;

/**
 * How an engine is opened. Immutable; see {@link #builder}.
 *
 * @param directory the data directory, made when it does not exist
 * @param fileSystem where the directory is
 * @param clock gives record ids and default timestamps their time
 * @param loops gives each shard its loop, by number
 * @param shards how many shards a new data directory gets; an existing one keeps its number
 * @param fsync true: acknowledge after the bytes are on the disk; false: after the operating system has them
 * @param logFileBytes size at which a log file is sealed
 * @param logRollAfter age at which one is sealed that has records, within a minute
 * @param gatherBytes how much is gathered for one write
 * @param memoryBytes the budget under which gathered writes, indexes of fresh records and decoded tails live
 * @param hotLogBytes how many bytes of sealed log files are kept for fast log reads after they were compacted
 * @param backgroundCompaction whether sealed files are brought into segments without being asked
 * @param meters where the engine's meters go
 */
public record EngineOptions(
        Path directory,
        FileSystem fileSystem,
        InstantSource clock,
        IntFunction<ShardLoop> loops,
        int shards,
        boolean fsync,
        long logFileBytes,
        Duration logRollAfter,
        int gatherBytes,
        long memoryBytes,
        long hotLogBytes,
        boolean backgroundCompaction,
        MeterRegistry meters) {
    /** More memory than a quarter of the heap would leave too little to queries and compaction. */
    public static final long MEMORY_LIMIT_BYTES = Runtime.getRuntime().maxMemory() / 4;

    public EngineOptions {
        positive("shards", shards);
        positive("logFileBytes", logFileBytes);
        positive("logRollAfter in ms", logRollAfter.toMillis());
        positive("gatherBytes", gatherBytes);
        positive("memoryBytes", memoryBytes);
        if (hotLogBytes < 0) {
            throw new IllegalArgumentException("hotLogBytes is " + hotLogBytes + ", at least 0 is needed");
        }
    }

    /** The defaults: this machine's files and clock, one shard with a thread of its own, fsync before every acknowledgement. */
    public static EngineOptions of(Path directory) {
        return builder(directory).build();
    }

    /** Starts from the defaults. */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** Collects what differs from the defaults; each method is named after the component it sets. */
    public static final class Builder {
        private final Path directory;
        private FileSystem fileSystem = new OsFileSystem();
        private InstantSource clock = InstantSource.system();
        private IntFunction<ShardLoop> loops = shard -> new SingleThreadLoop("shard-" + shard);
        private int shards = 1;
        private boolean fsync = true;
        private long logFileBytes = 256L << 20;
        private Duration logRollAfter = Duration.ofHours(1);
        private int gatherBytes = 256 << 10;
        private long memoryBytes = Math.min(256L << 20, MEMORY_LIMIT_BYTES);
        private long hotLogBytes = 8L << 30;
        private boolean backgroundCompaction = true;
        private MeterRegistry meters = new SimpleMeterRegistry();

        private Builder(Path directory) {
            this.directory = directory;
        }

        public Builder fileSystem(FileSystem value) {
            fileSystem = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        public Builder loops(IntFunction<ShardLoop> value) {
            loops = value;
            return this;
        }

        public Builder shards(int value) {
            shards = value;
            return this;
        }

        public Builder fsync(boolean value) {
            fsync = value;
            return this;
        }

        public Builder logFileBytes(long value) {
            logFileBytes = value;
            return this;
        }

        public Builder logRollAfter(Duration value) {
            logRollAfter = value;
            return this;
        }

        public Builder gatherBytes(int value) {
            gatherBytes = value;
            return this;
        }

        public Builder memoryBytes(long value) {
            memoryBytes = value;
            return this;
        }

        public Builder hotLogBytes(long value) {
            hotLogBytes = value;
            return this;
        }

        public Builder backgroundCompaction(boolean value) {
            backgroundCompaction = value;
            return this;
        }

        public Builder meters(MeterRegistry value) {
            meters = value;
            return this;
        }

        public EngineOptions build() {
            return new EngineOptions(
                    directory,
                    fileSystem,
                    clock,
                    loops,
                    shards,
                    fsync,
                    logFileBytes,
                    logRollAfter,
                    gatherBytes,
                    memoryBytes,
                    hotLogBytes,
                    backgroundCompaction,
                    meters);
        }
    }

    private static void positive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " is " + value + ", at least 1 is needed");
        }
    }
}
