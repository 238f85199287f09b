package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Prints nanoseconds per operation of each variant, on one thread, the best of some rounds: adds of ids in order and of the same ids
 * shuffled, gets of ids that are there, of a thousand of them, and of ones that are not (near in time to ones that are), and a scan by entry, of the table filled in order
 * and of the shuffled one. The argument is how many entries.
 */
final class MemtableSpeed {
    private static final int ROUNDS = 4;
    private static final int KEY_BYTES = 16;
    private static final int HOT = 1000;
    private static final byte[] VALUE = new byte[100];

    private final byte[][] inOrder;
    private final byte[][] shuffled;
    private final byte[][] missing;
    private long sink;

    private MemtableSpeed(int entries) {
        Random random = new Random(1);
        inOrder = new byte[entries][];
        missing = new byte[entries][];
        long millis = 1_700_000_000_000L;
        for (int i = 0; i < entries; i++) {
            millis += random.nextInt(3);
            inOrder[i] = id(millis, random.nextInt(1 << 15) | (i & 1) << 15, random);
            missing[i] = id(millis, random.nextInt(1 << 16), random);
        }
        java.util.Arrays.sort(inOrder, java.util.Arrays::compareUnsigned);
        shuffled = inOrder.clone();
        for (int i = entries - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte[] key = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = key;
            int swapped = random.nextInt(i + 1);
            byte[] miss = missing[i];
            missing[i] = missing[swapped];
            missing[swapped] = miss;
        }
    }

    private static byte[] id(long millis, int within, Random random) {
        return ByteBuffer.allocate(KEY_BYTES)
                .putLong(millis << 16 | within)
                .putLong(random.nextLong())
                .array();
    }

    public static void main(String[] arguments) throws IOException {
        int entries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        MemtableSpeed speed = new MemtableSpeed(entries);
        String columns = "%7s %7s %7s %7s %7s".formatted("add", "get", "hot get", "missing", "scan");
        System.out.println("%-10s %s | shuffled: %s | bytes/entry".formatted("variant", columns, columns));
        for (MemtableVariant variant : MemtableVariant.values()) {
            double[] best = new double[11];
            java.util.Arrays.fill(best, Double.MAX_VALUE);
            for (int round = 0; round < ROUNDS; round++) {
                speed.measure(variant, speed.inOrder, best, 0);
                speed.measure(variant, speed.shuffled, best, 5);
            }
            String numbers = "%7.0f ".repeat(5);
            Object[] row = new Object[12];
            row[0] = variant;
            for (int i = 0; i < best.length; i++) {
                row[i + 1] = best[i];
            }
            System.out.printf("%-10s " + numbers + "|           " + numbers + "| %.0f%n", row);
        }
        if (speed.sink == 42) {
            System.out.println();
        }
    }

    private void measure(MemtableVariant variant, byte[][] keys, double[] best, int at) throws IOException {
        try (Memtable memtable = variant.create()) {
            long start = System.nanoTime();
            for (int i = 0; i < keys.length; i++) {
                memtable.add(keys[i], 0, KEY_BYTES, Stamp.of(i + 1L, EntryKind.PUT), VALUE, 0, VALUE.length);
            }
            take(best, at, start, keys.length);
            best[10] = Math.min(best[10], (double) memtable.bytes() / keys.length);
            FoundEntry found = new FoundEntry();
            int gets = Math.min(keys.length, 300_000);
            start = System.nanoTime();
            for (int i = 0; i < gets; i++) {
                sink += memtable.find(shuffled[i], Stamp.NEWEST, found) ? 1 : 0;
            }
            take(best, at + 1, start, gets);
            start = System.nanoTime();
            for (int i = 0; i < gets; i++) {
                sink += memtable.find(shuffled[i % HOT], Stamp.NEWEST, found) ? 1 : 0;
            }
            take(best, at + 2, start, gets);
            start = System.nanoTime();
            for (int i = 0; i < gets; i++) {
                sink += memtable.find(missing[i], Stamp.NEWEST, found) ? 1 : 0;
            }
            take(best, at + 3, start, gets);
            EntryCursor cursor = memtable.cursor();
            start = System.nanoTime();
            for (cursor.first(); cursor.isValid(); cursor.next()) {
                sink += cursor.key()[15];
            }
            take(best, at + 4, start, keys.length);
        }
    }

    private static void take(double[] best, int at, long start, int operations) {
        best[at] = Math.min(best[at], (double) (System.nanoTime() - start) / operations);
    }
}
