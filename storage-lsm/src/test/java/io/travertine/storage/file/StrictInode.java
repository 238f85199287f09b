package io.travertine.storage.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The bytes of a file as a reader sees them, those that are on the disk, and what was done since. Guarded by the file system. */
final class StrictInode {
    private static final int BLOCK_BYTES = 4096;
    private static final int SECTOR_BYTES = 512;

    private byte[] bytes = new byte[0];
    private byte[] durable = new byte[0];
    private List<Change> unsynced = new ArrayList<>();

    /** Bytes written at a position, or the file cut at it when there are none. */
    private record Change(long position, byte[] written, boolean lost) {
        boolean truncates() {
            return written.length == 0;
        }

        byte[] applyTo(byte[] content) {
            if (truncates()) {
                return Arrays.copyOf(content, (int) position);
            }
            return overlay(content, (int) position, written, 0, written.length);
        }
    }

    private static byte[] overlay(byte[] content, int position, byte[] source, int from, int count) {
        byte[] result = content;
        if (content.length < position + count) {
            result = Arrays.copyOf(content, position + count);
        }
        System.arraycopy(source, from, result, position, count);
        return result;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return bytes.length;
    }

    void write(long position, byte[] source) {
        if (source.length > 0) {
            change(new Change(position, source, false));
        }
    }

    void truncate(long size) {
        if (size < bytes.length) {
            change(new Change(size, new byte[0], false));
        }
    }

    private void change(Change change) {
        unsynced.add(change);
        bytes = change.applyTo(bytes);
    }

    void sync() {
        List<Change> stillLost = new ArrayList<>();
        for (Change change : unsynced) {
            if (change.lost) {
                stillLost.add(change);
            } else {
                durable = change.applyTo(durable);
            }
        }
        unsynced = stillLost;
    }

    /** As Linux does: the pages are marked clean although they are not on the disk, so a later sync "succeeds". */
    void failSync() {
        unsynced.replaceAll(change -> new Change(change.position, change.written, true));
    }

    void corrupt(int position, int xor) {
        bytes = bytes.clone();
        bytes[position] ^= (byte) xor;
        durable = bytes.clone();
        unsynced.clear();
    }

    StrictInode copy() {
        StrictInode copy = new StrictInode();
        copy.bytes = bytes.clone();
        copy.durable = copy.bytes.clone();
        return copy;
    }

    StrictInode crash(Random random) {
        byte[] left = durable.clone();
        switch (random.nextInt(4)) {
            case 0 -> {}
            case 1 -> {
                for (Change change : unsynced) {
                    left = change.applyTo(left);
                }
            }
            case 2 -> left = prefix(left, random);
            default -> left = anyBlocks(left, random);
        }
        StrictInode inode = new StrictInode();
        inode.bytes = left;
        inode.durable = left.clone();
        return inode;
    }

    private byte[] prefix(byte[] content, Random random) {
        byte[] left = content;
        int whole = random.nextInt(unsynced.size() + 1);
        for (Change change : unsynced.subList(0, whole)) {
            left = change.applyTo(left);
        }
        if (whole < unsynced.size() && !unsynced.get(whole).truncates()) {
            Change torn = unsynced.get(whole);
            left = overlay(left, (int) torn.position, torn.written, 0, tear(torn.written.length, random));
        }
        return left;
    }

    private byte[] anyBlocks(byte[] content, Random random) {
        byte[] left = content;
        for (Change change : unsynced) {
            if (change.truncates()) {
                left = random.nextBoolean() ? change.applyTo(left) : left;
            } else {
                left = anyBlocksOf(change, left, random);
            }
        }
        return left;
    }

    private static byte[] anyBlocksOf(Change change, byte[] content, Random random) {
        byte[] left = content;
        int from = 0;
        while (from < change.written.length) {
            int position = (int) change.position + from;
            int count = Math.min(BLOCK_BYTES - position % BLOCK_BYTES, change.written.length - from);
            switch (random.nextInt(6)) {
                case 0, 1 -> {}
                case 2 -> left = overlay(left, position, change.written, from, tear(count, random));
                case 3 -> left = left.length < position + count ? Arrays.copyOf(left, position + count) : left;
                default -> left = overlay(left, position, change.written, from, count);
            }
            from += count;
        }
        return left;
    }

    private static int tear(int count, Random random) {
        int torn = random.nextInt(count + 1);
        return random.nextBoolean() ? torn : torn / SECTOR_BYTES * SECTOR_BYTES;
    }
}
