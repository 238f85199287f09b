package io.travertine.storage.memory;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many bytes, shared by named accounts. Thread-safe; nothing here blocks.
 *
 * <p>Producers are slowed before the budget is spent: not at all up to half of it, from there by the square of the way to the
 * end, {@value #MAX_THROTTLE_MS} ms when it is spent.
 */
public final class MemoryBudget {
    public static final int MAX_THROTTLE_MS = 1_000;

    private final long totalBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private final ConcurrentHashMap<String, Account> accounts = new ConcurrentHashMap<>();

    public MemoryBudget(long totalBytes) {
        if (totalBytes <= 0) {
            throw new IllegalArgumentException("totalBytes must be positive, was " + totalBytes);
        }
        this.totalBytes = totalBytes;
    }

    /** The account with this name; the same object for the same name. */
    public Account account(String name) {
        return accounts.computeIfAbsent(name, Account::new);
    }

    public long totalBytes() {
        return totalBytes;
    }

    /** May exceed the total: {@link Account#reserve} is for what can't be refused any more. */
    public long usedBytes() {
        return usedBytes.get();
    }

    /** What each account has reserved, by name. */
    public SortedMap<String, Long> usedBytesByAccount() {
        SortedMap<String, Long> used = new TreeMap<>();
        accounts.forEach((name, account) -> used.put(name, account.usedBytes()));
        return used;
    }

    /** How long a producer should be asked to wait before it sends more. */
    public int throttleMs() {
        double half = totalBytes / 2.0;
        double over = Math.clamp((usedBytes.get() - half) / half, 0.0, 1.0);
        return (int) Math.round(MAX_THROTTLE_MS * over * over);
    }

    /** One user of the budget. */
    public final class Account {
        private final String name;
        private final AtomicLong accountBytes = new AtomicLong();

        private Account(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }

        public long usedBytes() {
            return accountBytes.get();
        }

        /** Takes the bytes even when the budget is spent. */
        public void reserve(long bytes) {
            checkNotNegative(bytes);
            usedBytes.addAndGet(bytes);
            accountBytes.addAndGet(bytes);
        }

        /** Takes the bytes if the budget has them. */
        public boolean tryReserve(long bytes) {
            checkNotNegative(bytes);
            if (usedBytes.addAndGet(bytes) > totalBytes) {
                usedBytes.addAndGet(-bytes);
                return false;
            }
            accountBytes.addAndGet(bytes);
            return true;
        }

        public void release(long bytes) {
            checkNotNegative(bytes);
            long left = accountBytes.addAndGet(-bytes);
            usedBytes.addAndGet(-bytes);
            assert left >= 0 : name + " released " + -left + " bytes more than it had reserved";
        }

        private static void checkNotNegative(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes must not be negative, was " + bytes);
            }
        }
    }
}
