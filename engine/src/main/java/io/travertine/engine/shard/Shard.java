package io.travertine.engine.shard;

import io.travertine.engine.AppendException;
import io.travertine.engine.AppendException.Reason;
import io.travertine.engine.AppendListener;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.ShardLoop;
import io.travertine.ids.UuidV7;
import io.travertine.ids.UuidV7Generator;
import io.travertine.storage.batch.RecordBatchHeader;
import io.travertine.storage.log.Fsync;
import io.travertine.storage.log.LogFile;
import io.travertine.storage.log.LogListener;
import io.travertine.storage.log.LogOptions;
import io.travertine.storage.log.LogView;
import io.travertine.storage.log.RecoveryReport;
import io.travertine.storage.log.ShardLog;
import io.travertine.storage.memory.MemoryBudget;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unit of writing: one loop, one log, one generator of record ids. An append goes through these steps, all on the loop:
 *
 * <ol>
 *   <li>the partition checks the batch and asks what it knows of its producer;
 *   <li>the shard assigns base offset and base id, and gives the batch to the log, which gathers it;
 *   <li>at the end of the loop's turn the log writes what was gathered, and its own thread syncs it;
 *   <li>when it is durable, the high watermark moves and the listener is told.
 * </ol>
 */
public final class Shard implements LogListener {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /** Kafka's leader epoch in stored batches; there is one leader as long as there is one process. */
    private static final int LEADER_EPOCH = 0;

    private final ShardLoop loop;
    private final UuidV7Generator ids;
    private final Runnable onSealed;
    private final PendingAppends pending = new PendingAppends();
    private final List<PartitionLog> advanced = new ArrayList<>();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final Runnable flush = this::flush;
    private final Runnable drain = this::drain;

    private @Nullable ShardLog log;
    private boolean flushScheduled;
    private long appendCount;
    private volatile long durableCount;
    private volatile @Nullable IOException failure;
    private long lastSealed = -1;

    private Shard(ShardLoop loop, UuidV7Generator ids, Runnable onSealed) {
        this.loop = loop;
        this.ids = ids;
        this.onSealed = onSealed;
    }

    /**
     * Opens or makes a shard, and recovers its log. Blocks.
     *
     * @param onSealed run by the log's thread whenever a file was sealed; must not block
     */
    public static Shard open(
            EngineOptions options,
            Path directory,
            int number,
            long firstLiveSequence,
            MemoryBudget memory,
            Runnable onSealed)
            throws IOException {
        options.fileSystem().createDirectories(directory);
        LogOptions logOptions = new LogOptions(
                number,
                options.logFileBytes(),
                options.gatherBytes(),
                options.fsync() ? Fsync.ALWAYS : Fsync.OS,
                memory,
                options.clock());
        UuidV7Generator ids = new UuidV7Generator(options.clock(), new SecureRandom());
        Shard shard = new Shard(options.loops().apply(number), ids, onSealed);
        try {
            shard.log = ShardLog.open(options.fileSystem(), directory, logOptions, firstLiveSequence, shard);
            shard.resumeIds();
            shard.tellRecovery(directory);
            return shard;
        } catch (IOException | RuntimeException e) {
            try (Closeable _ = shard::letGo) {
                throw e;
            }
        }
    }

    private void tellRecovery(Path directory) {
        RecoveryReport report = log().recovery();
        if (report.tornTail() != null || !report.deletedFiles().isEmpty() || report.scannedFiles() > 0) {
            LOG.warn("{} was not closed; recovered: {}", directory, report);
        } else {
            LOG.info("{}: {}", directory, report);
        }
    }

    private void resumeIds() throws IOException {
        try (LogView view = view()) {
            for (LogFile file : view.files()) {
                if (file.entryCount() > 0) {
                    int last = file.entryCount() - 1;
                    long low = file.index().idLow(last)
                            + (file.index().endOffset(last) - file.index().baseOffset(last) - 1);
                    resumeIdsAfter(file.index().idHigh(last), low);
                }
            }
        }
    }

    /** Every id from now on is above this one, which a segment has. Before the first append. */
    void resumeIdsAfter(long high, long low) {
        ids.resumeAfter(new UuidV7(high, low));
    }

    public ShardLoop loop() {
        return loop;
    }

    public ShardLog log() {
        ShardLog opened = log;
        if (opened == null) {
            throw new IllegalStateException("the shard is being opened");
        }
        return opened;
    }

    /** Every durable entry of the log. Any thread; the caller closes it. */
    public LogView view() {
        return log().view();
    }

    /** Appends a checked batch; see the class comment. */
    long append(PartitionLog partition, ByteBuffer batch, AppendListener listener) throws AppendException {
        requireHealthy();
        int at = batch.position();
        int recordCount = RecordBatchHeader.recordCount(batch, at);
        long baseOffset = partition.logEndOffset();
        ids.allocate(recordCount);
        long high = ids.high();
        long low = ids.low();
        RecordBatchHeader.setBaseOffset(batch, at, baseOffset);
        RecordBatchHeader.setLeaderEpoch(batch, at, LEADER_EPOCH);
        try {
            long maxTimestampMs = RecordBatchHeader.maxTimestamp(batch, at);
            log().append(partition.number(), baseOffset, high, low, recordCount, maxTimestampMs, batch);
        } catch (IOException e) {
            failed(e);
            throw storageFailed(e);
        }
        appendCount++;
        partition.appended(batch, at, baseOffset, recordCount, high, low);
        pending.add(appendCount, partition, listener, baseOffset, baseOffset + recordCount, high, low);
        if (durableCount >= appendCount) {
            scheduleDrain();
        } else {
            scheduleFlush();
        }
        return baseOffset;
    }

    /** Tells the listener of a batch that came before, when all that was appended so far is durable. */
    void acknowledgeAgain(PartitionLog partition, AppendListener listener, ProducerStates.Earlier earlier) {
        long end = partition.highWatermark();
        pending.add(
                appendCount, partition, listener, earlier.baseOffset(), end, earlier.baseIdHigh(), earlier.baseIdLow());
        scheduleDrain();
    }

    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            loop.execute(flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        try {
            if (failure == null) {
                log().flush();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Called by the log's thread, or during an append. */
    @Override
    public void durable(long appendedCount) {
        durableCount = appendedCount;
        scheduleDrain();
    }

    /** Called by the log's thread, or on the loop: nothing behind the last durable append can be acknowledged any more. */
    @Override
    public void failed(IOException cause) {
        if (failure == null) {
            failure = cause;
        }
        scheduleDrain();
        synchronized (this) {
            notifyAll();
        }
    }

    /** What the log failed with, or null. */
    public @Nullable IOException failure() {
        return failure;
    }

    /** Called by the log's thread. */
    @Override
    public void sealed(LogFile file) {
        synchronized (this) {
            lastSealed = Math.max(lastSealed, file.firstSequence());
            notifyAll();
        }
        onSealed.run();
    }

    private void scheduleDrain() {
        if (!drainScheduled.getAndSet(true)) {
            loop.execute(drain);
        }
    }

    private void drain() {
        drainScheduled.set(false);
        IOException broken = failure;
        pending.removeUpTo(durableCount, this::acknowledge);
        for (int i = 0; i < advanced.size(); i++) {
            advanced.get(i).notifyAdvanced();
        }
        advanced.clear();
        if (broken != null) {
            pending.removeUpTo(
                    Long.MAX_VALUE,
                    (partition, listener, base, end, high, low) -> listener.failed(storageFailed(broken)));
        } else if (log().hasUnwritten()) {
            flush();
        }
    }

    private void acknowledge(
            PartitionLog partition, AppendListener listener, long baseOffset, long endOffset, long high, long low) {
        if (partition.advance(endOffset)) {
            advanced.add(partition);
        }
        listener.appended(baseOffset, high, low);
    }

    /** Seals the open log file; what it has is in a sealed file when this returns. Blocks; not on the loop. */
    public void seal() throws IOException {
        long sealing = call(() -> {
            long before = openSequence();
            log().roll();
            return openSequence() == before ? -1 : before;
        });
        synchronized (this) {
            while (lastSealed < sealing && failure == null) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted while a log file was sealed", e);
                }
            }
        }
        IOException broken = failure;
        if (broken != null) {
            throw new IOException("storage failed: " + broken.getMessage(), broken);
        }
    }

    /** Seals the open log file if it has something and was begun before a time. Blocks; not on the loop. */
    public void sealIfBegunBefore(long timestampMs) throws IOException {
        boolean old;
        try (LogView view = view()) {
            LogFile open = view.files().getLast();
            old = open.entryCount() > 0 && open.createdMs() < timestampMs;
        }
        if (old) {
            seal();
        }
    }

    private long openSequence() {
        try (LogView view = view()) {
            return view.files().getLast().firstSequence();
        }
    }

    /** What is known of producers that changed since the last call, once it is durable. Any thread. */
    public CompletableFuture<List<ProducerSnapshot>> changedProducers(List<PartitionLog> partitions) {
        CompletableFuture<List<ProducerSnapshot>> answer = new CompletableFuture<>();
        loop.execute(() -> {
            List<ProducerSnapshot> changed = new ArrayList<>();
            for (PartitionLog partition : partitions) {
                byte[] states = partition.takeChangedProducers();
                if (states != null) {
                    changed.add(new ProducerSnapshot(partition, partition.logEndOffset(), states));
                }
            }
            if (changed.isEmpty()) {
                answer.complete(changed);
            } else {
                PartitionLog any = changed.getFirst().partition();
                long end = any.highWatermark();
                pending.add(appendCount, any, new WhenDurable(answer, changed), 0, end, 0, 0);
                scheduleDrain();
            }
        });
        return answer;
    }

    /** Completes an answer when all that was appended before is durable. */
    private record WhenDurable(CompletableFuture<List<ProducerSnapshot>> answer, List<ProducerSnapshot> changed)
            implements AppendListener {
        @Override
        public void appended(long baseOffset, long baseIdHigh, long baseIdLow) {
            answer.complete(changed);
        }

        @Override
        public void failed(Exception cause) {
            answer.completeExceptionally(cause);
        }
    }

    /** Makes everything durable and closes the log. Blocks; not on the loop. */
    public void close() throws IOException {
        try (Closeable _ = this::endLoop) {
            call(() -> {
                log().close();
                return 0L;
            });
        }
    }

    /** After an open that failed. */
    private void letGo() throws IOException {
        if (log == null) {
            endLoop();
        } else {
            close();
        }
    }

    private void endLoop() throws IOException {
        if (loop instanceof AutoCloseable ours) {
            try {
                ours.close();
            } catch (Exception e) {
                throw new IOException("the loop of a shard did not end", e);
            }
        }
    }

    @FunctionalInterface
    private interface Task {
        long run() throws IOException;
    }

    private long call(Task task) throws IOException {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(task.run());
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.join();
        } catch (java.util.concurrent.CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        }
    }

    private void requireHealthy() throws AppendException {
        IOException broken = failure;
        if (broken != null) {
            throw storageFailed(broken);
        }
    }

    private static AppendException storageFailed(IOException cause) {
        AppendException refused = new AppendException(
                Reason.STORAGE_FAILED,
                "storage failed (" + cause.getMessage() + "): the shard takes no writes until the broker is restarted");
        refused.initCause(cause);
        return refused;
    }
}
