package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * The random parts of ids, bit by bit and byte by byte. The limits of the thousand counts are six standard deviations, so that a source
 * without fault fails in one of some hundred thousand runs.
 */
class RandomnessTest {
    private static final int IDS = 200_000;
    private static final double DEVIATIONS = 6;

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final InstantSource eachMillisecond = () -> Instant.ofEpochMilli(now.incrementAndGet());

    @Test
    void version4() {
        check(UuidV4::random, 0xFFFF_FFFF_FFFF_0FFFL, UuidFields.BELOW_VARIANT);
    }

    @Test
    void version7() {
        check(new UuidV7Generator(eachMillisecond)::next, 0xFFF, UuidFields.BELOW_VARIANT >>> 1);
    }

    @Test
    void ulid() {
        check(new UlidGenerator(eachMillisecond)::next, 0xFFFF, -1);
        check(Ulid::plain, 0xFFFF, -1);
    }

    @Test
    void theStrongSource() {
        StrongRandom random = new StrongRandom();
        int[] counts = new int[256];
        for (int i = 0; i < IDS; i++) {
            long bits = random.nextLong();
            for (int shift = 0; shift < 64; shift += 8) {
                counts[(int) (bits >>> shift) & 0xFF]++;
            }
        }
        double expected = IDS * 8 / 256.0;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        assertTrue(Math.abs(chiSquare - 255) < DEVIATIONS * Math.sqrt(2 * 255), "chi-square " + chiSquare);
    }

    @Test
    void discardedPoolsAreFilledAgain() {
        AtomicLong readings = new AtomicLong();
        StrongRandom random = new StrongRandom(readings::incrementAndGet);
        random.nextLong();
        random.nextLong();
        assertEquals(4, readings.get());
        StrongRandom.discardPools();
        random.nextLong();
        assertEquals(8, readings.get());
    }

    @Test
    void eachPoolIsTheStreamOfAKeyAndBeginsWithTheNextKey() throws GeneralSecurityException {
        StrongRandom random = new StrongRandom(new Random(1));
        Random system = new Random(1);
        byte[] key = new byte[32];
        byte[] fresh = new byte[32];
        for (int pool = 0; pool < 3; pool++) {
            system.nextBytes(fresh);
            for (int i = 0; i < 32; i++) {
                key[i] ^= fresh[i];
            }
            ByteBuffer stream = ByteBuffer.wrap(aesStream(key)).get(key);
            while (stream.hasRemaining()) {
                assertEquals(stream.getLong(), random.nextLong());
            }
        }
    }

    private static byte[] aesStream(byte[] key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        return cipher.doFinal(new byte[32_768]);
    }

    /** Each bit is set half the time, and differs half the time from the same bit of the id before and from the bit beside it. */
    private static <T extends Id128<T>> void check(Supplier<T> maker, long highMask, long lowMask) {
        int[] set = new int[128];
        int[] changed = new int[128];
        int[] besides = new int[128];
        T before = maker.get();
        for (int i = 0; i < IDS; i++) {
            T id = maker.get();
            count(set, 0, id.low());
            count(set, 64, id.high());
            count(changed, 0, id.low() ^ before.low());
            count(changed, 64, id.high() ^ before.high());
            count(besides, 0, id.low() ^ id.low() >>> 1);
            count(besides, 64, id.high() ^ id.high() >>> 1);
            before = id;
        }
        verify(set, highMask, lowMask);
        verify(changed, highMask, lowMask);
        verify(besides, highMask & highMask >>> 1, lowMask & lowMask >>> 1);
    }

    private static void count(int[] counts, int from, long bits) {
        for (int i = 0; i < 64; i++) {
            counts[from + i] += (int) (bits >>> i) & 1;
        }
    }

    private static void verify(int[] counts, long highMask, long lowMask) {
        for (int bit = 0; bit < 128; bit++) {
            long mask = bit < 64 ? lowMask : highMask;
            if ((mask >>> bit & 1) == 1) {
                assertEquals(IDS / 2.0, counts[bit], DEVIATIONS * Math.sqrt(IDS) / 2, "bit " + bit);
            }
        }
    }
}
