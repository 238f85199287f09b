package io.travertine.storage.log;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.memory.MemoryBudget;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The log of a shard, see the package. One writer: the methods that say so are called by the event loop that owns the shard.
 *
 * <p>An append is copied into the gather buffer; {@link #flush}, at the end of a turn of the loop, writes what was gathered as
 * one group and wakes the sync thread; {@link LogListener#durable} tells when it is durable, and from then on every new {@link
 * #view} has it. While a sync runs the next group gathers, so that one sync serves everyone who came meanwhile.
 *
 * <p>After a failure the log takes nothing more. What it then has on the disk is sorted out when it is opened again.
 */
public final class ShardLog implements AutoCloseable {
    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_ENDIAN_INT =
            MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final FileSystem system;
    private final Path directory;
    private final LogOptions options;
    private final RecoveryReport recovery;
    private final MemoryBudget.Account account;
    private final LogThreads threads;
    private final LiveFiles files;
    private final DurablePoint durable;
    private final LogSyncer syncer;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean closed;

    // The writer's.
    private final GroupBuffer group;
    private OpenFile current;
    private long nextSequence;
    private long appends;

    private ShardLog(
            FileSystem system,
            Path directory,
            LogOptions options,
            LogListener listener,
            LogThreads threads,
            MemoryBudget.Account account,
            LogRecovery.Recovered recovered)
            throws IOException {
        this.system = system;
        this.directory = directory;
        this.options = options;
        this.recovery = recovered.report();
        this.account = account;
        this.threads = threads;
        this.nextSequence = recovered.nextSequence();
        this.durable = new DurablePoint(listener, nextSequence - 1);
        this.files = new LiveFiles(recovered.sealed().stream()
                .map(file -> new LogFile(file, file.footer().entryCount()))
                .toList());
        this.syncer = new LogSyncer(system, directory, options, files, durable, threads);
        this.group = new GroupBuffer(options.gatherBytes());
        account.reserve(group.sizeInBytes());
        try {
            this.current = begin(recovered.beginAnew(), recovered.lastGeneration());
            files.begin(current);
            current.file().sync();
            system.syncDirectory(directory);
        } catch (IOException | RuntimeException failure) {
            letGo();
            throw failure;
        }
    }

    /**
     * Opens a log, makes it if need be, and recovers what is there. Blocks.
     *
     * @param firstLiveSequence groups below it are not needed any more; 0 when the log has never been retired from, and only
     *     then may there be no file
     * @throws io.travertine.storage.CorruptFileException when something that had been durable is damaged or missing
     */
    public static ShardLog open(
            FileSystem system, Path directory, LogOptions options, long firstLiveSequence, LogListener listener)
            throws IOException {
        return open(system, directory, options, firstLiveSequence, listener, LogThreads.of(options.shard()));
    }

    static ShardLog open(
            FileSystem system,
            Path directory,
            LogOptions options,
            long firstLiveSequence,
            LogListener listener,
            LogThreads threads)
            throws IOException {
        MemoryBudget.Account account = options.memory().account("log of shard " + options.shard());
        LogRecovery recovery = new LogRecovery(system, directory, options, account, threads.background());
        return new ShardLog(system, directory, options, listener, threads, account, recovery.run(firstLiveSequence));
    }

    /** What opening the log found and did. */
    public RecoveryReport recovery() {
        return recovery;
    }

    /**
     * Appends a batch. On the writer's thread; may write, does not sync. With {@link Fsync#OS} the listener may be told during
     * the call.
     *
     * @param baseOffset of the first record, as in the batch; above all others of the partition
     * @param idHigh upper half of the id of the first record; above all others of the log. Record i has id + i, within the low
     *     64 bits
     * @param batch exactly one record batch between position and limit, which stay as they are; copied before the call returns
     * @throws IOException when the log has failed, now or before: this append will not be acknowledged
     */
    public void append(
            int partition,
            long baseOffset,
            long idHigh,
            long idLow,
            int recordCount,
            long maxTimestampMs,
            ByteBuffer batch)
            throws IOException {
        durable.check();
        int length = checkBatch(baseOffset, recordCount, batch);
        makeRoom(length);
        long position = current.sizeInBytes() + group.payloadBytes();
        boolean large = length > group.payloadCapacity();
        int crc = large ? passThrough(batch, position) : group.add(batch);
        current.memoryIndex()
                .add(partition, length, idHigh, idLow, baseOffset, recordCount, crc, maxTimestampMs, position);
        appends++;
        if (large) {
            closeGroup(length, position + length);
        }
    }

    private static int checkBatch(long baseOffset, int recordCount, ByteBuffer batch) {
        int length = batch.remaining();
        if (length < EntryLayout.MIN_BATCH_BYTES) {
            throw new IllegalArgumentException(
                    "a batch has at least " + EntryLayout.MIN_BATCH_BYTES + " bytes, this has " + length);
        }
        int start = batch.position();
        int declared = EntryLayout.BATCH_LENGTH_END + (int) BIG_ENDIAN_INT.get(batch, start + EntryLayout.BATCH_LENGTH);
        if (declared != length) {
            throw new IllegalArgumentException("the buffer has " + length + " bytes, the batch in it " + declared);
        }
        long offset = (long) BIG_ENDIAN_LONG.get(batch, start + EntryLayout.BATCH_BASE_OFFSET);
        if (offset != baseOffset || offset < 0) {
            throw new IllegalArgumentException("the batch has base offset " + offset + ", the append " + baseOffset);
        }
        if (recordCount <= 0) {
            throw new IllegalArgumentException("recordCount must be positive, was " + recordCount);
        }
        return length;
    }

    private void makeRoom(int length) throws IOException {
        if (!group.hasRoomFor(length)) {
            writeGroup();
        }
        boolean anything = current.groupCount() > 0 || !group.isEmpty();
        if (anything && current.sizeInBytes() + group.payloadBytes() + length > options.fileBytes()) {
            roll();
        }
    }

    private int passThrough(ByteBuffer batch, long position) throws IOException {
        group.beginPieces();
        for (int from = batch.position(); from < batch.limit(); from += group.payloadCapacity()) {
            write(group.piece(batch, from), position + from - batch.position());
        }
        return group.endPieces();
    }

    /**
     * Writes what was gathered and sees to it that it is synced; at the end of each turn of the loop, on the writer's thread.
     * While a sync runs nothing is written: call again when the listener has been told that it is done.
     */
    public void flush() throws IOException {
        durable.check();
        if (!group.isEmpty() && !syncer.acknowledgementIsDue()) {
            writeGroup();
        }
    }

    /** Whether something was appended that no write has carried yet; on the writer's thread. */
    public boolean hasUnwritten() {
        return !group.isEmpty();
    }

    /** Begins a new file, unless this one has nothing; the old one is sealed in the background. On the writer's thread. */
    public void roll() throws IOException {
        durable.check();
        writeGroup();
        if (current.groupCount() == 0) {
            return;
        }
        try {
            current = begin(false, current.header().generation());
        } catch (IOException failure) {
            durable.fail(failure);
            throw failure;
        }
        files.begin(current);
        syncer.fileBegun();
    }

    private OpenFile begin(boolean anew, long previousGeneration) throws IOException {
        Path path = LogFileName.of(directory, nextSequence);
        StoreFile file = anew ? system.openWrite(path) : system.create(path);
        try {
            if (anew) {
                file.truncate(0);
            }
            LogFileHeader header = new LogFileHeader(
                    options.shard(),
                    nextSequence,
                    random.nextLong(1, Long.MAX_VALUE),
                    previousGeneration,
                    durable.sequence(),
                    options.clock().millis());
            file.write(header.encode(), 0);
            return new OpenFile(file, header, account, appends, threads.background());
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private void writeGroup() throws IOException {
        if (!group.isEmpty()) {
            closeGroup(group.payloadBytes(), current.sizeInBytes());
        }
    }

    /** @param position where what is still in the buffer belongs */
    private void closeGroup(int payloadBytes, long position) throws IOException {
        int firstOrdinal = current.memoryIndex().entryCount() - group.entryCount();
        ByteBuffer bytes = group.close(current, firstOrdinal, nextSequence, durable.sequence(), payloadBytes);
        long end = position + bytes.remaining();
        write(bytes, position);
        current.written(end);
        syncer.groupWritten(new DurablePoint.Written(nextSequence++, appends));
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        try {
            current.file().write(bytes, position);
        } catch (IOException failure) {
            durable.fail(failure);
            throw failure;
        }
    }

    /** All that is durable now. Any thread; does not block. To be closed. */
    public LogView view() {
        if (closed) {
            throw new IllegalStateException("the log in " + directory + " is closed");
        }
        while (true) {
            FileSet set = files.acquire();
            long appends = durable.appends();
            if (files.isCurrent(set)) {
                return new LogView(set, appends);
            }
            // A file was begun meanwhile: the set may lack what is durable by now.
            set.release();
        }
    }

    /** How many appends since the log was opened are durable. Any thread. */
    public long durableAppends() {
        return durable.appends();
    }

    /**
     * Drops the sealed files whose groups are all below the sequence; each is deleted when no view has it any more. The caller
     * has made the new first live sequence durable before. Any thread.
     */
    public void retireBelow(long sequence) {
        files.retireBelow(sequence);
    }

    /**
     * Makes everything durable, seals the file and begins the next, whose header shows how far the log went. Blocks; on the
     * writer's thread. Views stay readable until they are closed. After a failure it only lets go of what it has.
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!durable.failed()) {
                writeGroup();
            }
            threads.close();
            if (!durable.failed()) {
                syncer.finish();
                sealLast();
            }
        } catch (IOException failure) {
            durable.fail(failure);
            throw failure;
        } finally {
            threads.close();
            letGo();
        }
    }

    private void letGo() {
        files.close();
        account.release(group.sizeInBytes());
    }

    private void sealLast() throws IOException {
        if (current.groupCount() == 0) {
            return;
        }
        OpenFile last = current;
        OpenFile next = begin(false, last.header().generation());
        try {
            next.file().sync();
            system.syncDirectory(directory);
        } finally {
            next.dispose();
        }
        syncer.seal(last);
    }
}
