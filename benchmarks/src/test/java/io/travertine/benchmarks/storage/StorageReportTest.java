package io.travertine.benchmarks.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageReportTest {
    private static Round round(String workload, String engine, double seconds) {
        return new Round(
                workload,
                engine,
                1,
                1_000_000,
                seconds,
                0,
                seconds,
                2 * seconds,
                0,
                100,
                110,
                130,
                100,
                80,
                1 << 20,
                0,
                20,
                false,
                0,
                "0",
                Map.of(Gaps.gap(50), 7.0));
    }

    private static StorageResults results() {
        return new StorageResults(
                "2026-12-01",
                "quick",
                1,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(
                        round("readrandom", "Travertine", 1),
                        round("readrandom", "Travertine", 1),
                        round("readrandom", "Travertine", 9),
                        round("readrandom", "RocksDB", 4),
                        round("fillseq", "Travertine", 1),
                        round("fillseq", "RocksDB", 2.7),
                        round("fillseq", "LMDB", 0.9),
                        round("gaps", "Travertine", 1)));
    }

    @Test
    void statesMediansRatiosAndBars() {
        String report = StorageReport.of(results());
        assertTrue(
                report.contains("| get, hot | 1,000 (2,000) | 4,000 (8,000) |  |  |  | 4.00 (4.00) | 3.5x RocksDB |"),
                report);
        assertTrue(
                report.contains("| 2.70 (2.70) | 2.6x RocksDB; 1x LMDB **(missed)**; 1.2 bytes written a user byte"
                        + " **(missed)** |"),
                report);
        assertTrue(
                report.contains("| at 50 %: worst gap, ms | 7.0 |  |  |  |  |  | worst gap 20 ms at 50 % |"), report);
    }

    @Test
    void replacesItsSectionOnly(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("page.md");
        Files.writeString(page, "before\n");
        StorageReport.into(page, results(), "first.json");
        Files.writeString(page, Files.readString(page) + "after\n");
        StorageReport.into(page, results(), "second.json");
        String text = Files.readString(page);
        assertTrue(text.startsWith("before\n") && text.endsWith("after\n"), text);
        assertEquals(-1, text.indexOf("first.json"));
        assertEquals(text.indexOf("second.json"), text.lastIndexOf("second.json"));
    }
}
