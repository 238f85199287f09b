package io.travertine.query.expression;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Numbers byte strings in the order they first appear: 0, 1, 2 ... Linear probing, never more than half full. */
final class BytesTable {
    private final BytesBuilder values = new BytesBuilder(16, 256);
    private int[] slots = new int[32];
    private int[] hashes = new int[16];

    int size() {
        return values.size();
    }

    BytesBuilder values() {
        return values;
    }

    int put(MemorySegment data, long from, long to) {
        int hash = hash(data, from, to);
        int slot = slot(hash, data, from, to);
        int known = slots[slot];
        if (known != 0) {
            return known - 1;
        }
        int number = values.size();
        values.append(data, from, to);
        if (number == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * number);
        }
        hashes[number] = hash;
        slots[slot] = number + 1;
        if (values.size() * 2L > slots.length) {
            rehash();
        }
        return number;
    }

    /** The number of the value, or -1. */
    int find(MemorySegment data, long from, long to) {
        return slots[slot(hash(data, from, to), data, from, to)] - 1;
    }

    long memoryBytes() {
        return values.memoryBytes() + 4L * slots.length + 4L * hashes.length;
    }

    private int slot(int hash, MemorySegment data, long from, long to) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0 && !same(slots[slot] - 1, hash, data, from, to)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean same(int number, int hash, MemorySegment data, long from, long to) {
        int start = values.start(number);
        int length = values.end(number) - start;
        if (hashes[number] != hash || length != to - from) {
            return false;
        }
        byte[] mine = values.data();
        for (int i = 0; i < length; i++) {
            if (mine[start + i] != data.get(ValueLayout.JAVA_BYTE, from + i)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(MemorySegment data, long from, long to) {
        long hash = to - from;
        long position = from;
        for (; position + 8 <= to; position += 8) {
            hash = (hash ^ data.get(ValueLayout.JAVA_LONG_UNALIGNED, position)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; position < to; position++) {
            hash = (hash ^ (data.get(ValueLayout.JAVA_BYTE, position) & 0xFF)) * 0x9E3779B97F4A7C15L;
        }
        hash *= 0xD6E8FEB86659FD93L;
        return (int) (hash >>> 32);
    }

    private void rehash() {
        int[] larger = new int[2 * slots.length];
        int mask = larger.length - 1;
        for (int number = 0; number < values.size(); number++) {
            int slot = hashes[number] & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = number + 1;
        }
        slots = larger;
    }
}
