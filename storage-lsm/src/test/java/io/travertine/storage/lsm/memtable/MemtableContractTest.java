package io.travertine.storage.lsm.memtable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.Seeds;
import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every memtable does. */
class MemtableContractTest {
    @ParameterizedTest
    @EnumSource
    void answersAsATreeMapDoes(MemtableVariant variant) throws Throwable {
        Seeds.forEach(8, random -> {
            for (RandomKeys.Sort sort : RandomKeys.Sort.values()) {
                try (Memtable memtable = variant.create()) {
                    new MemtableTester(memtable, seesLater(variant), sort, random).run(1 << (4 + random.nextInt(9)));
                } catch (Throwable failure) {
                    throw new AssertionError("with keys " + sort, failure);
                }
            }
        });
    }

    /** Whether a cursor of this variant goes by entries that were added since it was last positioned. */
    private static boolean seesLater(MemtableVariant variant) {
        return !"HASH".equals(variant.name());
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatAnotherThreadAddsMeanwhile(MemtableVariant variant) throws Throwable {
        Seeds.forEach(2, random -> {
            for (RandomKeys.Sort sort : RandomKeys.Sort.values()) {
                try (Memtable memtable = variant.create()) {
                    new ConcurrentTester(memtable, sort, random).run(10_000, 2);
                } catch (Throwable failure) {
                    throw new AssertionError("with keys " + sort, failure);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyOneHasNothing(MemtableVariant variant) throws IOException {
        try (Memtable memtable = variant.create()) {
            byte[] key = {1};
            EntryCursor cursor = memtable.cursor();
            assertFalse(cursor.isValid());
            cursor.first();
            assertFalse(cursor.isValid());
            cursor.last();
            assertFalse(cursor.isValid());
            cursor.seek(key, 1, Stamp.NEWEST);
            assertFalse(cursor.isValid());
            cursor.seekBefore(key, 1, 0);
            assertFalse(cursor.isValid());
            assertFalse(memtable.find(key, Stamp.NEWEST, new FoundEntry()));
            assertEquals(0, memtable.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFindsNothingLeavesTheFoundEntry(MemtableVariant variant) throws IOException {
        try (Memtable memtable = variant.create()) {
            FoundEntry found = new FoundEntry();
            long stamp = Stamp.of(5, EntryKind.MERGE);
            memtable.add(new byte[] {1}, 0, 1, stamp, new byte[] {7, 8}, 1, 1);
            assertTrue(memtable.find(new byte[] {1}, stamp, found));
            assertFalse(memtable.find(new byte[] {1}, stamp - 1, found));
            assertFalse(memtable.find(new byte[] {1, 0}, Stamp.NEWEST, found));
            assertFalse(memtable.find(new byte[0], Stamp.NEWEST, found));
            assertEquals(EntryKind.MERGE, found.kind());
            assertEquals(8, found.value()[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnEntryOfMoreThanAGibibyte(MemtableVariant variant) {
        try (Memtable memtable = variant.create()) {
            byte[] few = {1, 2};
            assertThrows(IllegalArgumentException.class, () -> memtable.add(few, 0, 1, 256, few, 0, 1 << 30));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> memtable.add(few, 0, Integer.MAX_VALUE, 256, few, 0, Integer.MAX_VALUE));
            assertThrows(IndexOutOfBoundsException.class, () -> memtable.add(few, 0, 3, 256, few, 0, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> memtable.add(few, 0, 1, 256, few, 2, 1));
            assertEquals(0, memtable.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsOnceItIsClosed(MemtableVariant variant) throws IOException {
        for (int entries : new int[] {0, 1, 1000}) {
            Memtable memtable = variant.create();
            for (int i = 0; i < entries; i++) {
                byte[] key = {1, (byte) (i >> 8), (byte) i};
                memtable.add(key, 0, 3, Stamp.of(1 + i, EntryKind.PUT), key, 0, 3);
            }
            EntryCursor cursor = memtable.cursor();
            cursor.first();
            memtable.close();
            byte[] key = {1, 0, 0};
            assertEquals(entries, memtable.size());
            assertThrows(IllegalStateException.class, () -> memtable.add(key, 0, 3, 256, key, 0, 1));
            assertThrows(IllegalStateException.class, () -> memtable.find(key, Stamp.NEWEST, new FoundEntry()));
            assertThrows(IllegalStateException.class, cursor::first);
            assertThrows(IllegalStateException.class, cursor::last);
            assertThrows(IllegalStateException.class, () -> cursor.seek(key, 3, 0));
            assertThrows(IllegalStateException.class, () -> cursor.seekBefore(key, 3, 0));
            assertThrows(IllegalStateException.class, () -> memtable.cursor().first());
            if (entries > 0) {
                assertThrows(IllegalStateException.class, cursor::value);
            }
        }
    }
}
