package io.travertine.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void percentilesAreNearestRank() {
        Latencies latencies = new Latencies();
        for (int i = 1000; i >= 1; i--) {
            latencies.add(i * 1_000_000L);
        }
        assertEquals(500, latencies.percentileMs(50));
        assertEquals(990, latencies.percentileMs(99));
        assertEquals(999, latencies.percentileMs(99.9));
        assertEquals(1000, latencies.percentileMs(100));
        assertEquals(1, latencies.percentileMs(0));
        assertEquals(0, new Latencies().percentileMs(99));
    }

    @Test
    void percentilesOfManyGrow() {
        Latencies latencies = new Latencies();
        for (int i = 0; i < 100_000; i++) {
            latencies.add(i % 100 == 0 ? 2_000_000 : 1_000_000);
        }
        assertEquals(100_000, latencies.count());
        assertEquals(1, latencies.percentileMs(99));
        assertEquals(2, latencies.percentileMs(99.1));
    }

    @Test
    void medianAndSpread() {
        assertEquals(new Statistics(3, 1, 9), Statistics.of(9, 1, 3));
        assertEquals(new Statistics(2.5, 1, 9), Statistics.of(9, 1, 3, 2));
        assertEquals("2.5 (1.0–9.0)", Statistics.of(9, 1, 3, 2).format("%.1f"));
        assertEquals("", Statistics.of().format("%.1f"));
    }
}
