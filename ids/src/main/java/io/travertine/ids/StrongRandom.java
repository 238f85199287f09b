package io.travertine.ids;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cryptographically strong random bits, a pool at a time: a generator with fast key erasure (D. J. Bernstein, "Fast-key-erasure
 * random-number generators", blog.cr.yp.to/20170723-random.html) over AES-256 in counter mode. A refill
 *
 * <ol>
 *   <li>mixes 32 bytes of the operating system's source into the key;
 *   <li>fills the pool with the key's stream;
 *   <li>takes its first 32 bytes as the next key, erases them, and gives the cipher the next key at once.
 * </ol>
 *
 * A value is erased when it is handed out. So whoever reads the memory learns what is still in the pool, and nothing that was handed out
 * before; copies of a key that the JDK's cipher made live until they are collected. A value costs an array access, without a system call
 * or a lock. Not thread-safe: each thread has its own.
 *
 * <p><b>Fork and snapshot.</b> Two processes that go on from one memory image (a virtual machine restored twice, CRaC, CRIU, a fork)
 * would hand out the rest of the pool twice, up to {@value #POOL_BYTES} bytes of each thread, and differ after the refill. Where that
 * can happen, the restored process calls {@link #discardPools} before it makes ids, as in CRaC's {@code afterRestore}: every pool of
 * the process is then filled again before its next value. The operating system must have been told, too (VM generation id), for its
 * source to differ.
 */
public final class StrongRandom implements RandomGenerator {
    private static final int KEY_BYTES = 32;
    private static final int POOL_BYTES = 32_768;
    private static final byte[] ZEROS = new byte[POOL_BYTES];
    private static final SecureRandom SYSTEM = new SecureRandom();

    /** Counts the calls of {@link #discardPools}. */
    private static volatile int era;

    private final RandomGenerator system;
    private final Cipher cipher;
    private final byte[] key = new byte[KEY_BYTES];
    private final byte[] pool = new byte[POOL_BYTES];
    private int position = POOL_BYTES;
    private int eraOfPool;

    /** A pool of its own, filled when it is first used. */
    public StrongRandom() {
        this(SYSTEM);
    }

    StrongRandom(RandomGenerator system) {
        this.system = system;
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES, this one has not", e);
        }
    }

    /** Has every pool of this process filled again before its next value: after a restore from a snapshot, or in a forked process. */
    public static synchronized void discardPools() {
        era++;
    }

    @Override
    public long nextLong() {
        if (position == POOL_BYTES || eraOfPool != era) {
            refill();
        }
        long value = Bits128.getLong(pool, position);
        Bits128.putLong(pool, position, 0);
        position += Long.BYTES;
        return value;
    }

    private void refill() {
        int now = era;
        byte[] fresh = new byte[KEY_BYTES];
        system.nextBytes(fresh);
        for (int i = 0; i < KEY_BYTES; i++) {
            key[i] ^= fresh[i];
        }
        Arrays.fill(fresh, (byte) 0);
        try {
            useKey();
            cipher.update(ZEROS, 0, POOL_BYTES, pool, 0);
            System.arraycopy(pool, 0, key, 0, KEY_BYTES);
            Arrays.fill(pool, 0, KEY_BYTES, (byte) 0);
            useKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in counter mode takes a key of 32 bytes and any input", e);
        }
        position = KEY_BYTES;
        eraOfPool = now;
    }

    /** A key makes one stream only, so that the counter may begin at zero each time. */
    private void useKey() throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(ZEROS, 0, Id128.BYTES));
    }
}
