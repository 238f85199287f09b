package io.travertine.storage.lsm;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletions;
import io.travertine.storage.lsm.table.BlockCache;
import io.travertine.storage.lsm.table.TableInfo;
import io.travertine.storage.lsm.table.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table of a tree. It is open as long as a view has it; one that was compacted away is deleted when the last lets go. */
final class Table {
    private static final Logger LOG = LoggerFactory.getLogger(Table.class);

    private final long number;
    private final Path path;
    private final FileSystem files;
    private final TableReader reader;
    private final RangeDeletions deletions;
    private final long createdAtMillis;
    private final byte[] smallest;
    private final byte[] largest;
    private final AtomicInteger views = new AtomicInteger();
    private volatile boolean obsolete;

    private Table(long number, Path path, FileSystem files, TableReader reader, long createdAtMillis) {
        this.number = number;
        this.path = path;
        this.files = files;
        this.reader = reader;
        this.createdAtMillis = createdAtMillis;
        this.deletions = RangeDeletions.of(reader.rangeDeletions());
        byte[] none = {};
        smallest = reader.info().smallestKey() == null ? none : reader.info().smallestKey();
        largest = reader.info().largestKey() == null ? none : reader.info().largestKey();
    }

    static Table open(FileSystem files, Path directory, long number, long createdAtMillis, BlockCache cache)
            throws IOException {
        Path path = directory.resolve(name(number));
        return new Table(number, path, files, TableReader.open(files, path, cache), createdAtMillis);
    }

    static String name(long number) {
        return String.format("%016x.table", number);
    }

    long number() {
        return number;
    }

    Path path() {
        return path;
    }

    TableReader reader() {
        return reader;
    }

    TableInfo info() {
        return reader.info();
    }

    long bytes() {
        return reader.info().fileBytes();
    }

    /** When it was written, in milliseconds since 1970. */
    long createdAtMillis() {
        return createdAtMillis;
    }

    RangeDeletions deletions() {
        return deletions;
    }

    byte[] smallest() {
        return smallest;
    }

    /** The largest key, or behind it, where a range deletion ends. */
    byte[] largest() {
        return largest;
    }

    /** Whether it may have keys between two, both included. */
    boolean overlaps(byte[] from, byte[] to) {
        return Keys.compare(smallest, smallest.length, to, to.length) <= 0
                && Keys.compare(from, from.length, largest, largest.length) <= 0;
    }

    boolean mayHave(byte[] key) {
        return overlaps(key, key);
    }

    void retain() {
        views.incrementAndGet();
    }

    /** No later view has it. */
    void makeObsolete() {
        obsolete = true;
    }

    void release() {
        if (views.decrementAndGet() == 0) {
            try {
                reader.close();
                if (obsolete) {
                    files.delete(path);
                }
            } catch (IOException e) {
                // The next open deletes it.
                LOG.warn("{} was not let go of properly", path, e);
            }
        }
    }
}
