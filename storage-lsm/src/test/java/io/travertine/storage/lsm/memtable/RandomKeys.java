package io.travertine.storage.lsm.memtable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Keys of one sort, drawn at random. */
final class RandomKeys {
    enum Sort {
        /** 16 bytes that begin with a time and are in order. */
        IDS_IN_ORDER,
        /** As before, but some come late, some twice, and now and then a long time passes. */
        IDS_MOSTLY_IN_ORDER,
        /** 16 bytes of the same millisecond, counted up. */
        IDS_OF_ONE_MILLISECOND,
        /** 8 bytes and more, in order, some close together, some far apart. */
        GAPS,
        /** Bytes of any value. */
        RANDOM,
        /** Of few bytes and few values: empty ones, ones that begin others, many entries of one key. */
        SHORT,
        /** Of up to some hundred bytes that begin alike. */
        LONG,
        /** Words with a number, in order. */
        WORDS,
        /** One key. */
        ONE,
        /** Every one of the others. */
        MIXED
    }

    private static final int SORTS = Sort.values().length - 1;

    private final Sort sort;
    private final Random random;
    private final List<byte[]> drawn = new ArrayList<>();
    private final byte[] common = new byte[300];
    private long millis;
    private long head;
    private long count;

    RandomKeys(Sort sort, Random random) {
        this.sort = sort;
        this.random = random;
        millis = random.nextLong(1L << 47);
        random.nextBytes(common);
    }

    /** A key to add. */
    byte[] next() {
        byte[] key = draw(sort == Sort.MIXED ? Sort.values()[random.nextInt(SORTS)] : sort);
        drawn.add(key);
        return key;
    }

    /** A key to look for: one that was drawn, or near one, or any. */
    byte[] near() {
        if (drawn.isEmpty() || random.nextInt(20) == 0) {
            return draw(Sort.values()[random.nextInt(SORTS)]);
        }
        byte[] key = drawn.get(random.nextInt(drawn.size())).clone();
        switch (random.nextInt(8)) {
            case 0 -> key = Arrays.copyOf(key, random.nextInt(key.length + 1));
            case 1 -> key = Arrays.copyOf(key, key.length + 1 + random.nextInt(3));
            case 2 -> {
                if (key.length > 0) {
                    key[random.nextInt(key.length)] += (byte) (random.nextBoolean() ? 1 : -1);
                }
            }
            default -> {}
        }
        return key;
    }

    private byte[] draw(Sort of) {
        return switch (of) {
            case IDS_IN_ORDER -> idAt(millis += random.nextInt(3) == 0 ? 0 : random.nextInt(4), count++);
            case IDS_MOSTLY_IN_ORDER -> mostlyInOrder();
            case IDS_OF_ONE_MILLISECOND ->
                ByteBuffer.allocate(16).putLong(millis << 16).putLong(count++).array();
            case GAPS -> gaps();
            case RANDOM -> bytes(random.nextInt(24));
            case SHORT -> shortKey();
            case LONG -> longKey();
            case WORDS -> "word-%09d".formatted(count++).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            case ONE -> common.clone();
            case MIXED -> throw new IllegalArgumentException("mixed of mixed");
        };
    }

    private byte[] gaps() {
        head += random.nextLong(1L << random.nextInt(1, random.nextInt(100) == 0 ? 62 : 30));
        return ByteBuffer.allocate(8 + random.nextInt(4)).putLong(head).array();
    }

    private byte[] mostlyInOrder() {
        return switch (random.nextInt(20)) {
            case 0 -> idAt(millis - random.nextInt(1000), random.nextInt());
            case 1 -> drawn.isEmpty() ? common.clone() : drawn.getLast();
            case 2 -> idAt(millis += random.nextInt(1 << random.nextInt(20)), count++);
            default -> idAt(millis += random.nextInt(2), count++);
        };
    }

    private byte[] idAt(long time, long within) {
        return ByteBuffer.allocate(16)
                .putLong(time << 16 | within & 0xffff)
                .putLong(random.nextLong())
                .array();
    }

    private byte[] shortKey() {
        byte[] key = bytes(random.nextInt(5));
        for (int i = 0; i < key.length; i++) {
            key[i] = new byte[] {0, 1, (byte) 0x80, (byte) 0xff}[key[i] & 3];
        }
        return key;
    }

    private byte[] longKey() {
        int shared = random.nextInt(common.length);
        byte[] key = Arrays.copyOf(common, shared + random.nextInt(4));
        for (int i = shared; i < key.length; i++) {
            key[i] = (byte) random.nextInt();
        }
        return key;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
