package io.travertine.storage.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void accountsShareTheTotal() {
        MemoryBudget budget = new MemoryBudget(100);
        MemoryBudget.Account memtable = budget.account("memtable");
        MemoryBudget.Account cache = budget.account("cache");
        assertSame(memtable, budget.account("memtable"));
        memtable.reserve(60);
        assertTrue(cache.tryReserve(40));
        assertFalse(cache.tryReserve(1));
        assertEquals(100, budget.usedBytes());
        memtable.release(10);
        assertTrue(cache.tryReserve(10));
        assertEquals(Map.of("memtable", 50L, "cache", 50L), budget.usedBytesByAccount());
        memtable.reserve(1_000);
        assertEquals(1_100, budget.usedBytes());
    }

    @Test
    void throttlingStartsAtHalfAndGrowsWithTheSquare() {
        assertEquals(0, throttleAt(0));
        assertEquals(0, throttleAt(500));
        assertEquals(10, throttleAt(550));
        assertEquals(250, throttleAt(750));
        assertEquals(810, throttleAt(950));
        assertEquals(1_000, throttleAt(1_000));
        assertEquals(1_000, throttleAt(5_000));
    }

    private static int throttleAt(long usedBytes) {
        MemoryBudget budget = new MemoryBudget(1_000);
        budget.account("all").reserve(usedBytes);
        return budget.throttleMs();
    }

    @Test
    void manyThreadsLeaveNothingBehind() throws InterruptedException {
        MemoryBudget budget = new MemoryBudget(1_000);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MemoryBudget.Account account = budget.account("a" + i % 2);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 50_000; n++) {
                    if (account.tryReserve(300)) {
                        account.release(300);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, budget.usedBytes());
        assertEquals(0, budget.account("a0").usedBytes() + budget.account("a1").usedBytes());
    }

    @Test
    void mistakesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MemoryBudget(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MemoryBudget(1).account("a").reserve(-1));
        MemoryBudget.Account account = new MemoryBudget(1).account("a");
        assertThrows(AssertionError.class, () -> account.release(1));
    }
}
