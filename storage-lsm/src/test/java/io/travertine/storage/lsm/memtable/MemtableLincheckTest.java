package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Lincheck interleaves one thread that adds and others that find at every access, and looks for an answer that no order of the operations
 * explains. It sees no reorderings of memory.
 */
class MemtableLincheckTest {
    /** What a memtable does, one operation at a time. */
    public static class Sequential {
        private final Map<Integer, Long> newest = new HashMap<>();
        private long sequence;

        public void add(int key) {
            newest.put(key, ++sequence);
        }

        public long find(int key) {
            return newest.getOrDefault(key, 0L);
        }
    }

    /** A memtable with few keys, given back when a run ends. */
    public abstract static class Concurrent {
        private final Memtable memtable;
        private long sequence;

        Concurrent(Memtable memtable) {
            this.memtable = memtable;
        }

        @Operation(nonParallelGroup = "writer")
        public void add(@Param(gen = IntGen.class, conf = "1:4") int key) {
            byte[] bytes = {(byte) key};
            memtable.add(bytes, 0, 1, Stamp.of(++sequence, EntryKind.PUT), bytes, 0, 1);
        }

        @Operation
        public long find(@Param(gen = IntGen.class, conf = "1:4") int key) throws IOException {
            FoundEntry found = new FoundEntry();
            return memtable.find(new byte[] {(byte) key}, Stamp.NEWEST, found) ? Stamp.sequence(found.stamp()) : 0;
        }

        @Validate
        public void close() {
            memtable.close();
        }
    }

    public static class SkipList extends Concurrent {
        public SkipList() {
            super(new SkipListMemtable());
        }
    }

    public static class Sorted extends Concurrent {
        public Sorted() {
            super(new ArrayMemtable());
        }
    }

    public static class BTree extends Concurrent {
        public BTree() {
            super(new BTreeMemtable());
        }
    }

    public static class RadixTree extends Concurrent {
        public RadixTree() {
            super(new RadixTreeMemtable());
        }
    }

    /** With so few places that keys meet, and that it grows. */
    public static class Hash extends Concurrent {
        public Hash() {
            super(new HashMemtable(4));
        }
    }

    private static void check(Class<? extends Concurrent> memtable) {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(50)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(3)
                .sequentialSpecification(Sequential.class)
                .check(memtable);
    }

    @Test
    void aSkipListIsLinearizable() {
        check(SkipList.class);
    }

    @Test
    void anArrayIsLinearizable() {
        check(Sorted.class);
    }

    @Test
    void aBTreeIsLinearizable() {
        check(BTree.class);
    }

    @Test
    void aRadixTreeIsLinearizable() {
        check(RadixTree.class);
    }

    @Test
    void aHashTableIsLinearizable() {
        check(Hash.class);
    }
}
