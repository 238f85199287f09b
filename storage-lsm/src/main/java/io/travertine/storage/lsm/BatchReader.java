package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryKind;

/** Goes through the changes of a batch in their written form. */
final class BatchReader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int kind;
    private int tree;
    private int keyFrom;
    private int keyLength;
    private int valueFrom;
    private int valueLength;

    BatchReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    /**
     * Goes to the next change; false at the end.
     *
     * @throws IllegalArgumentException when the bytes are none of a batch
     */
    boolean next() {
        if (at == end) {
            return false;
        }
        kind = bytes[at++];
        if (kind < 0 || kind > WriteBatch.RANGE_DELETION) {
            throw wrong("a change of kind " + kind);
        }
        tree = number();
        keyLength = number();
        keyFrom = skip(keyLength);
        valueLength = number();
        valueFrom = skip(valueLength);
        return true;
    }

    private int number() {
        int value = 0;
        for (int shift = 0; shift < 7 * Varints.MAX_BYTES; shift += 7) {
            if (at == end) {
                throw wrong("the end within a number");
            }
            byte next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw wrong("a number of more than 31 bits");
    }

    private int skip(int length) {
        if (length > end - at) {
            throw wrong("a length of " + length + ", with " + (end - at) + " bytes left");
        }
        int from = at;
        at += length;
        return from;
    }

    private IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException("a batch has " + found + " at byte " + at + " of " + end);
    }

    boolean isRangeDeletion() {
        return kind == WriteBatch.RANGE_DELETION;
    }

    EntryKind kind() {
        return switch (kind) {
            case 0 -> EntryKind.DELETE;
            case 1 -> EntryKind.PUT;
            default -> EntryKind.MERGE;
        };
    }

    int tree() {
        return tree;
    }

    byte[] bytes() {
        return bytes;
    }

    int keyFrom() {
        return keyFrom;
    }

    int keyLength() {
        return keyLength;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueLength() {
        return valueLength;
    }
}
