package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The ordinals of one partition's entries, growing. Written by one thread, read by any. */
final class OrdinalList {
    private static final int INITIAL_CAPACITY = 8;
    private static final int OBJECT_BYTES = 112;
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(OrdinalList.class, "count", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final int partition;
    private volatile MemorySegment ordinals = MemorySegment.ofArray(new int[INITIAL_CAPACITY]);

    @SuppressWarnings("unused") // through COUNT: released after the ordinal it counts has been stored
    private int count;

    OrdinalList(int partition) {
        this.partition = partition;
    }

    int partition() {
        return partition;
    }

    int count() {
        return (int) COUNT.getAcquire(this);
    }

    MemorySegment ordinals() {
        return ordinals;
    }

    long heapBytes() {
        return OBJECT_BYTES + ordinals.byteSize();
    }

    /** Returns by how many bytes the list grew. */
    long add(int ordinal) {
        int size = count;
        long grown = 0;
        if ((long) size * Integer.BYTES == ordinals.byteSize()) {
            grown = ordinals.byteSize();
            MemorySegment larger = MemorySegment.ofArray(new int[size * 2]);
            larger.copyFrom(ordinals);
            ordinals = larger;
        }
        ordinals.set(INT, (long) size * Integer.BYTES, ordinal);
        COUNT.setRelease(this, size + 1);
        return grown;
    }

    /** How many of the ordinals are below the end. */
    int countBelow(int endOrdinal) {
        int low = 0;
        int high = count();
        MemorySegment sorted = ordinals;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(INT, (long) middle * Integer.BYTES) < endOrdinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
