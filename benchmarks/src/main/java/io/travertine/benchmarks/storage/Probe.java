package io.travertine.benchmarks.storage;

import io.travertine.benchmarks.kafka.MachineLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used until a moment. */
record Probe(
        long nanos,
        double cpuSeconds,
        double jitSeconds,
        long writtenBytes,
        long diskWrittenBytes,
        double machineSeconds) {
    private static final Path PROCESS = Path.of("/proc/self");

    static Probe now() throws IOException {
        return new Probe(
                System.nanoTime(),
                CpuClock.processSeconds(),
                CpuClock.jitSeconds(),
                field("io", "wchar"),
                field("io", "write_bytes"),
                MachineLoad.now().busy());
    }

    double secondsSince(Probe earlier) {
        return (nanos - earlier.nanos) / 1e9;
    }

    double jitSince(Probe earlier) {
        return jitSeconds - earlier.jitSeconds;
    }

    /** Of all threads of the process, those that ended included, but not the JIT compilers'. */
    double cpuSince(Probe earlier) {
        return Math.max(0, cpuSeconds - earlier.cpuSeconds - jitSince(earlier));
    }

    /** Begins the peak anew, where the kernel lets a process do so. */
    static void forgetPeak() throws IOException {
        Path clear = PROCESS.resolve("clear_refs");
        if (Files.isWritable(clear)) {
            Files.writeString(clear, "5");
        }
    }

    static long residentBytes() throws IOException {
        return field("status", "VmRSS") << 10;
    }

    static long peakResidentBytes() throws IOException {
        return field("status", "VmHWM") << 10;
    }

    static long residentFileBytes() throws IOException {
        return field("status", "RssFile") << 10;
    }

    private static long field(String file, String name) throws IOException {
        try (var lines = Files.lines(PROCESS.resolve(file))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
