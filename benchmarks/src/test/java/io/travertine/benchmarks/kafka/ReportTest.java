package io.travertine.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static Measurement round(String peer, int round, long records, double cpuSeconds) {
        CpuTime cpu = new CpuTime(cpuSeconds + 1.5, 1, 0, 0.5);
        return new Measurement(
                "produce",
                Scenario.Table.THROUGHPUT,
                "raw",
                peer,
                round,
                records,
                records * 100,
                10,
                2.0,
                cpu,
                1,
                0,
                0,
                0.5,
                0,
                0,
                0);
    }

    private static Results results(List<Measurement> rounds, List<Start> starts) {
        return new Results("2026-11-24", "quick", Map.of(), Map.of(), 1, starts, Map.of(), rounds);
    }

    @Test
    void statesRatiosOfMediansAndEveryLoss() {
        String report = Report.of(results(
                List.of(
                        round("Kafka", 1, 1_000_000, 4),
                        round("Travertine", 1, 2_000_000, 3),
                        round("Travertine", 2, 2_000_000, 5),
                        round("Kafka", 2, 1_000_000, 4)),
                List.of(new Start("Kafka", 1, 6, 300, 8), new Start("Travertine", 1, 3, 450, 2))));
        assertTrue(
                report.contains(
                        "| produce | records/s | 500,000 (500,000–500,000) | 1,000,000 (1,000,000–1,000,000) | 2.00 |"),
                report);
        assertTrue(
                report.contains(
                        "| produce | broker CPU s per million | 4.000 (4.000–4.000) | 2.000 (1.500–2.500) | 0.50 |"),
                report);
        assertTrue(report.contains("4.500 (4.500–4.500) | 2.250 (1.750–2.750) | 0.50 |"), report);
        assertTrue(report.contains("- resident memory after the start, idle, MiB: 1.50 times Kafka's"), report);
        assertEquals(1, report.split("times Kafka's", -1).length - 1, report);
    }

    @Test
    void oneBrokerAloneHasNoRatios() {
        String report = Report.of(results(List.of(round("Kafka", 1, 1_000_000, 4)), List.of()));
        assertTrue(report.contains("500,000"), report);
        assertFalse(report.contains("NaN") || report.contains("worse"), report);
    }

    @Test
    void replacesOnlyItsOwnSection(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("docs/benchmarks.md");
        Results first = results(List.of(round("Kafka", 1, 1_000_000, 4)), List.of());
        Report.into(page, first, "first.json");
        Files.writeString(page, "Before.\n" + Files.readString(page) + "After.\n");
        Report.into(page, first, "second.json");
        String text = Files.readString(page);
        assertTrue(text.startsWith("Before.\n") && text.endsWith("After.\n"), text);
        assertTrue(text.contains("second.json") && !text.contains("first.json"), text);
    }
}
