package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static io.travertine.storage.lsm.StoreModel.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.storage.Seeds;
import io.travertine.storage.file.Fault;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static StoreModel contents(FileSystem files, Path directory) throws IOException {
        StoreModel contents = new StoreModel();
        StoreOptions options = StoreOptions.DEFAULTS.withFiles(files).withBackground(task -> {});
        TreeOptions merging = TreeOptions.DEFAULTS.withMergeOperator(StoreModel.JOIN);
        try (Store store = Store.open(directory, options, java.util.Map.of("a", merging, "b", merging, "c", merging))) {
            for (String name : store.treeNames()) {
                try (Cursor cursor = store.tree(name).cursor(KeyRange.ALL)) {
                    for (cursor.first(); cursor.isValid(); cursor.next()) {
                        contents.tree(name).put(text(cursor.key()), text(cursor.value()));
                    }
                }
            }
        }
        return contents;
    }

    @Test
    void hasWhatTheStoreHadWhateverComesLater() throws Throwable {
        Seeds.forEach(20, random -> {
            StoreTester tester = new StoreTester(random, new StrictFileSystem());
            tester.open();
            steps(tester, 60);
            Path target = Path.of("/backup");
            tester.store.checkpoint(target);
            StoreModel then = tester.model().copy();
            assertThrows(FileAlreadyExistsException.class, () -> tester.store.checkpoint(target));
            steps(tester, 60);
            tester.checkSpace();
            tester.close();
            assertEquals(then, contents(tester.files.crash(random), target));
        });
    }

    private static void steps(StoreTester tester, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            tester.step();
        }
    }

    @Test
    void isWholeOrNotThere() throws Throwable {
        Seeds.forEach(2, seeds -> {
            long seed = seeds.nextLong();
            long operations = make(seed, Long.MAX_VALUE);
            for (long cutAt = 1; cutAt <= operations; cutAt++) {
                make(seed, cutAt);
            }
        });
    }

    /** Returns how many operations it took. */
    private static long make(long seed, long cutAt) throws IOException {
        Random random = new Random(seed);
        StoreTester tester = new StoreTester(random, new StrictFileSystem());
        tester.open();
        steps(tester, 40);
        long before = tester.files.operations();
        if (cutAt < Long.MAX_VALUE) {
            tester.files.failAt(before + cutAt, Fault.POWER_CUT);
        }
        StoreModel then = tester.model().copy();
        Path target = Path.of("/backup");
        try {
            tester.store.checkpoint(target);
        } catch (IOException expected) {
            // The power is off.
        }
        long operations = tester.files.operations() - before;
        tester.crash();
        if (tester.files.exists(target)) {
            assertEquals(then, contents(tester.files, target));
            tester.close();
            return operations;
        }
        tester.store.checkpoint(target);
        assertFalse(tester.files.exists(Path.of("/backup.unfinished")));
        assertEquals(tester.model(), contents(tester.files, target));
        tester.close();
        return operations;
    }

    @Test
    void sharesTablesOnARealDisk(@TempDir Path directory) throws IOException {
        Path target = directory.resolve("copy");
        try (Store store = Store.open(directory.resolve("store"), StoreOptions.DEFAULTS)) {
            Tree tree = store.tree("a", TreeOptions.DEFAULTS);
            tree.put(bytes("in a table"), bytes("1"));
            store.flush();
            tree.put(bytes("in the log"), bytes("2"));
            store.checkpoint(target);
            tree.delete(bytes("in a table"));
            store.compact(tree);
        }
        StoreModel copy = contents(new OsFileSystem(), target);
        assertEquals("{in a table=1, in the log=2}", copy.tree("a").toString());
    }
}
