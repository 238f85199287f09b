package io.travertine.storage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From partition number to {@link OrdinalList}: open addressing, no boxing. Written by one thread, read by any. */
final class PartitionMap {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(OrdinalList[].class);
    private static final int INITIAL_SLOTS = 16;
    private static final int SPREAD = 0x9e3779b9;

    private volatile @Nullable OrdinalList[] slots = new OrdinalList[INITIAL_SLOTS];
    private int size;

    @Nullable OrdinalList get(int partition) {
        @Nullable OrdinalList[] table = slots;
        for (int slot = firstSlot(partition, table.length); ; slot = (slot + 1) & (table.length - 1)) {
            OrdinalList list = (OrdinalList) SLOT.getAcquire(table, slot);
            if (list == null || list.partition() == partition) {
                return list;
            }
        }
    }

    void put(OrdinalList list) {
        if (size * 2 >= slots.length) {
            @Nullable OrdinalList[] larger = new OrdinalList[slots.length * 2];
            all().forEach(each -> insert(larger, each));
            slots = larger;
        }
        insert(slots, list);
        size++;
    }

    List<OrdinalList> all() {
        @Nullable OrdinalList[] table = slots;
        List<OrdinalList> all = new ArrayList<>();
        for (int slot = 0; slot < table.length; slot++) {
            OrdinalList list = (OrdinalList) SLOT.getAcquire(table, slot);
            if (list != null) {
                all.add(list);
            }
        }
        return all;
    }

    private static void insert(@Nullable OrdinalList[] table, OrdinalList list) {
        int slot = firstSlot(list.partition(), table.length);
        while (table[slot] != null) {
            slot = (slot + 1) & (table.length - 1);
        }
        SLOT.setRelease(table, slot, list);
    }

    private static int firstSlot(int partition, int slotCount) {
        return (partition * SPREAD) >>> (Integer.numberOfLeadingZeros(slotCount) + 1);
    }
}
