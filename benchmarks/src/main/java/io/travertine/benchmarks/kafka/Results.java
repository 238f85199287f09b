package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** All that a run found, as the JSON file has it. */
public record Results(
        String date,
        String effort,
        Map<String, String> peers,
        Map<String, String> machine,
        double minutes,
        List<Start> starts,
        Map<String, Long> loadedMiB,
        List<Measurement> measurements) {

    /** The machine, in words. */
    public static Map<String, String> describeMachine(Path dataDirectory) throws IOException {
        String cpu;
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            cpu = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown CPU");
        }
        String memory;
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            long kibibytes = Long.parseLong(lines.findFirst().orElseThrow().replaceAll("\\D", ""));
            memory = "%.0f GiB".formatted(kibibytes / 1024.0 / 1024.0);
        }
        return Map.of(
                "cpu", Runtime.getRuntime().availableProcessors() + " cores of " + cpu,
                "memory", memory,
                "kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "file system", Files.getFileStore(dataDirectory).type(),
                "java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    }

    public static double minutesSince(Instant start) {
        return Duration.between(start, Instant.now()).toSeconds() / 60.0;
    }
}
