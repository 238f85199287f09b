package io.travertine.storage.lsm;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.lsm.table.BlockCache;
import io.travertine.storage.lsm.table.TableOptions;
import io.travertine.storage.lsm.table.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The directory of tables: opens them, and makes new ones under numbers that were never used. */
final class TableSet {
    private final FileSystem files;
    private final Path directory;
    private final BlockCache cache;
    private final AtomicLong lastNumber;

    /** @param epoch another one each time: no number is used twice, whoever still reads what is gone */
    TableSet(FileSystem files, Path directory, BlockCache cache, int epoch) {
        this.files = files;
        this.directory = directory;
        this.cache = cache;
        this.lastNumber = new AtomicLong((long) epoch << Integer.SIZE);
    }

    Table open(long number, long createdAtMillis) throws IOException {
        return Table.open(files, directory, number, createdAtMillis, cache);
    }

    /** Deletes what no manifest names: the process ended before it could, or before it had named it. */
    void deleteOthers(Set<Path> named) throws IOException {
        for (Path path : files.list(directory)) {
            if (!named.contains(path)) {
                files.delete(path);
            }
        }
    }

    Path path(long number) {
        return directory.resolve(Table.name(number));
    }

    long newNumber() {
        return lastNumber.incrementAndGet();
    }

    TableWriter create(long number, TableOptions options) throws IOException {
        return new TableWriter(files, path(number), options);
    }

    /** Makes the names of new tables durable. */
    void sync() throws IOException {
        files.syncDirectory(directory);
    }

    void delete(long number) throws IOException {
        files.delete(path(number));
    }
}
