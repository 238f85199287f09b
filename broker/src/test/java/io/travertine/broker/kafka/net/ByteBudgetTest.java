package io.travertine.broker.kafka.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100);
    private final List<String> granted = new ArrayList<>();

    @Test
    void whoAsksFirstIsServedFirst() {
        assertTrue(budget.reserve(60, () -> {}));
        assertFalse(budget.reserve(90, () -> granted.add("large")));
        assertFalse(budget.reserve(10, () -> granted.add("small")), "overtakes one who waits");
        assertEquals(List.of(), granted);
        budget.release(60);
        assertEquals(List.of("large", "small"), granted);
        assertEquals(100, budget.usedBytes());
        assertTrue(budget.exhausted());
    }

    @Test
    void theSmallDoNotWaitBehindTheLarge() {
        ByteBudget large = new ByteBudget(10_000);
        assertTrue(large.reserve(6_000, () -> {}));
        assertFalse(large.reserve(6_000, () -> granted.add("large")));
        assertTrue(large.reserve(10, () -> {}));
        assertFalse(large.reserve(11, () -> granted.add("not small")));
        large.release(6_000);
        assertEquals(List.of("large", "not small"), granted);
        assertTrue(large.reserve(3_979, () -> {}));
        assertFalse(large.reserve(1, () -> granted.add("small")), "there is nothing left");
    }

    @Test
    void whoGivesUpNoLongerHoldsUpOthers() {
        Runnable large = () -> granted.add("large");
        assertTrue(budget.reserve(60, () -> {}));
        assertFalse(budget.reserve(90, large));
        assertFalse(budget.reserve(10, () -> granted.add("small")));
        budget.cancel(large);
        assertEquals(List.of("small"), granted);
        assertEquals(70, budget.usedBytes());
    }

    @Test
    void aPartMayBeReserved() {
        assertEquals(70, budget.reserveUpTo(70));
        assertEquals(30, budget.reserveUpTo(70));
        assertEquals(0, budget.reserveUpTo(1));
        budget.charge(50);
        assertEquals(0, budget.reserveUpTo(1));
        budget.release(150);
        assertEquals(100, budget.reserveUpTo(200));
    }
}
