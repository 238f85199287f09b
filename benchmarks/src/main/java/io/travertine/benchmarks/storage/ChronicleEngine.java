package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.time.SetTimeProvider;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** A Chronicle Queue: a log without keys. Its clock is moved by entries, so that it has about 16 files. */
final class ChronicleEngine implements Engine {
    private static final int FILES = 16;
    private static final long FIRST_MS = TimeUnit.DAYS.toMillis(20_000);

    private final Path directory;
    private final SetTimeProvider clock = new SetTimeProvider();
    private final SingleChronicleQueue queue;
    private final long entriesPerFile;
    private final AtomicLong written = new AtomicLong();

    ChronicleEngine(Path directory, EngineOptions options) {
        this.directory = directory;
        entriesPerFile = Math.max(1_000, options.entries() / FILES);
        clock.currentTimeMillis(FIRST_MS);
        queue = SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(RollCycles.FIVE_MINUTELY)
                .timeProvider(clock)
                .build();
    }

    @Override
    public Writer writer(boolean inOrder) {
        return new QueueWriter(queue.createAppender());
    }

    @Override
    public Reader reader() {
        return new QueueReader(queue);
    }

    /** Removes the files that have nothing else: fewer entries than asked for, where a file has others too. */
    @Override
    public void deleteBefore(byte[] from, byte[] to, long entries) throws IOException {
        long files = entries / entriesPerFile;
        try (var listed = Files.list(directory)) {
            for (Path file : listed.filter(file -> file.toString().endsWith(SingleChronicleQueue.SUFFIX))
                    .sorted()
                    .limit(files)
                    .toList()) {
                Files.delete(file);
            }
        }
        queue.refreshDirectoryListing();
    }

    @Override
    public void settle() {}

    /** Files are longer than what they hold, with holes; so this counts what is used of each. */
    @Override
    public long diskBytes() throws IOException {
        return DiskUse.bytes(directory);
    }

    @Override
    public void close() {
        queue.close();
    }

    private void advance(int entries) {
        long before = written.getAndAdd(entries);
        if (before / entriesPerFile != (before + entries) / entriesPerFile) {
            clock.currentTimeMillis(FIRST_MS + TimeUnit.MINUTES.toMillis(5) * ((before + entries) / entriesPerFile));
        }
    }

    private final class QueueWriter implements Writer {
        private final ExcerptAppender appender;

        QueueWriter(ExcerptAppender appender) {
            this.appender = appender;
        }

        @Override
        public void put(byte[] key, byte[] value) {
            append(key, value);
            advance(1);
        }

        private void append(byte[] key, byte[] value) {
            try (DocumentContext document = appender.writingDocument()) {
                Bytes<?> bytes = document.wire().bytes();
                bytes.write(key);
                bytes.write(value);
            }
        }

        @Override
        public void put(Batch batch, Promise promise) {
            for (int i = 0; i < batch.count; i++) {
                append(batch.keys[i], batch.values[i]);
            }
            advance(batch.count);
            if (promise == Promise.DISK) {
                appender.sync();
            }
        }

        @Override
        public void delete(Batch batch) {
            throw new UnsupportedOperationException("a queue has no keys");
        }

        @Override
        public void swap(byte[] first, byte[] second) {
            throw new UnsupportedOperationException("a queue has no keys");
        }

        @Override
        public void close() {
            appender.close();
        }
    }

    private record QueueReader(ChronicleQueue queue) implements Reader {
        @Override
        public byte[] get(byte[] key) {
            throw new UnsupportedOperationException("a queue has no keys");
        }

        @Override
        public byte[] getFromSnapshot(byte[] key) {
            throw new UnsupportedOperationException("a queue has no keys");
        }

        @Override
        public EntryCursor cursor() {
            return new QueueCursor(queue.createTailer());
        }
    }

    private static final class QueueCursor implements EntryCursor {
        private final ExcerptTailer tailer;
        private final byte[] key = new byte[Entries.KEY_BYTES];
        private final byte[] value = new byte[Entries.VALUE_BYTES];

        QueueCursor(ExcerptTailer tailer) {
            this.tailer = tailer;
        }

        @Override
        public boolean first() {
            tailer.toStart();
            return next();
        }

        @Override
        public boolean seek(byte[] wanted) {
            throw new UnsupportedOperationException("a queue has no keys");
        }

        @Override
        public boolean next() {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    return false;
                }
                Bytes<?> bytes = document.wire().bytes();
                bytes.read(key);
                bytes.read(value);
                return true;
            }
        }

        @Override
        public byte[] key() {
            return key;
        }

        @Override
        public byte[] value() {
            return value;
        }

        @Override
        public void close() {
            tailer.close();
        }
    }
}
