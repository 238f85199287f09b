package io.travertine.storage.log;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything in the log that was durable when the view was taken, and nothing else. Its files stay readable until it is closed,
 * also when they are retired meanwhile. Any thread; taking one costs the same however many files there are.
 */
public final class LogView implements AutoCloseable {
    private final FileSet set;
    private final long durableAppends;
    private final List<LogFile> files;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param set retained for this view */
    LogView(FileSet set, long durableAppends) {
        this.set = set;
        this.durableAppends = durableAppends;
        this.files = new Files(
                set.sealed(),
                set.open().stream()
                        .map(file -> new LogFile(file, file.entriesAmong(durableAppends)))
                        .toList());
    }

    /** In the order of the log: those that are sealed, then those that are not, the last of which is being written. */
    public List<LogFile> files() {
        return files;
    }

    /** How many appends since the log was opened the view sees, see {@link LogListener#durable}. */
    public long durableAppends() {
        return durableAppends;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            set.release();
        }
    }

    private static final class Files extends AbstractList<LogFile> implements RandomAccess {
        private final List<LogFile> sealed;
        private final List<LogFile> open;

        Files(List<LogFile> sealed, List<LogFile> open) {
            this.sealed = sealed;
            this.open = open;
        }

        @Override
        public LogFile get(int index) {
            return index < sealed.size() ? sealed.get(index) : open.get(index - sealed.size());
        }

        @Override
        public int size() {
            return sealed.size() + open.size();
        }
    }
}
