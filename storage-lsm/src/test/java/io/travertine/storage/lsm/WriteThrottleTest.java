package io.travertine.storage.lsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.lsm.WriteThrottle.Pressure;
import io.travertine.storage.lsm.WriteThrottle.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteThrottleTest {
    private final List<Long> pauses = new ArrayList<>();
    private final WriteThrottle throttle = new WriteThrottle(pauses::add);

    private long pausesFor(double pressure, int writes) {
        pauses.clear();
        for (int i = 0; i < writes; i++) {
            throttle.pause(10_000, new Pressure(Reason.LEVEL_0, pressure));
        }
        return pauses.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void slowsAlongACurveWithoutACliff() {
        assertEquals(0, pausesFor(-1, 1_000));
        assertEquals(0, pausesFor(0, 1_000));
        long before = 0;
        long step = 0;
        for (int percent = 1; percent <= 100; percent++) {
            long now = pausesFor(percent / 100.0, 10_000);
            assertTrue(now > before, percent + " %");
            // The square: each step is a little longer than the one before, by 2 in 10,000 of the most.
            assertTrue(now - before - step < 50_000_000, percent + " %");
            step = now - before;
            before = now;
        }
        assertEquals(100_000_000_000.0, before, 100_000_000.0);
        assertEquals(pausesFor(1, 10_000), pausesFor(7, 10_000), 100_000_000.0);
    }

    @Test
    void pausesAreNeitherTinyNorLong() {
        pausesFor(0.05, 1_000);
        assertTrue(pauses.stream().allMatch(pause -> pause >= 1_000_000), pauses::toString);
        throttle.pause(1 << 30, new Pressure(Reason.MEMTABLES, 1));
        assertEquals(100_000_000, pauses.getLast());
        assertEquals(100_000_000, throttle.delayNanos(Reason.MEMTABLES));
    }
}
