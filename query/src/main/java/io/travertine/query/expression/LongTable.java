package io.travertine.query.expression;

import java.util.Arrays;

/**
 * Numbers 64-bit keys in the order they first appear: 0, 1, 2 ... Keys near the first one are looked up in an array, the
 * others in a table with linear probing that is never more than half full.
 */
public final class LongTable {
    private static final int DIRECT_SLOTS = 1 << 14;

    private final int[] direct = new int[DIRECT_SLOTS];
    private long directFrom;
    private int[] slots = new int[16];
    private int hashed;
    private long[] keys = new long[16];
    private int size;

    public int size() {
        return size;
    }

    /** The key that has this number. */
    public long key(int number) {
        return keys[number];
    }

    /** The number of the key, given to it now if it had none. */
    public int put(long key) {
        if (size == 0) {
            directFrom = key < Long.MIN_VALUE + DIRECT_SLOTS ? key : key - DIRECT_SLOTS / 4;
        }
        long distance = key - directFrom;
        if (distance >= 0 && distance < DIRECT_SLOTS && key >= directFrom) {
            int known = direct[(int) distance];
            if (known == 0) {
                known = add(key) + 1;
                direct[(int) distance] = known;
            }
            return known - 1;
        }
        int slot = slot(key, slots);
        int known = slots[slot];
        if (known == 0) {
            known = add(key) + 1;
            slots[slot] = known;
            if (++hashed * 2 > slots.length) {
                rehash();
            }
        }
        return known - 1;
    }

    /** The number of the key, or -1. */
    public int find(long key) {
        if (size == 0) {
            return -1;
        }
        long distance = key - directFrom;
        if (distance >= 0 && distance < DIRECT_SLOTS && key >= directFrom) {
            return direct[(int) distance] - 1;
        }
        return slots[slot(key, slots)] - 1;
    }

    public long memoryBytes() {
        return 4L * DIRECT_SLOTS + 4L * slots.length + 8L * keys.length;
    }

    private int add(long key) {
        if (size == keys.length) {
            if (size >= 1 << 29) {
                throw EvaluationException.memory("more than " + size + " distinct values in one operator");
            }
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = key;
        return size++;
    }

    private int slot(long key, int[] table) {
        int mask = table.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (table[slot] != 0 && keys[table[slot] - 1] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rehash() {
        int[] larger = new int[2 * slots.length];
        for (int number : slots) {
            if (number != 0) {
                larger[slot(keys[number - 1], larger)] = number;
            }
        }
        slots = larger;
    }
}
