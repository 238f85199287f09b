package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU seconds of the whole machine since it started: in use by anybody, and kept from it by its host. */
public record MachineLoad(double busy, double steal) {
    private static final double SECONDS_PER_TICK = 0.01;

    public static MachineLoad now() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            return parse(lines.findFirst().orElseThrow());
        }
    }

    /** From the first line of /proc/stat: cpu user nice system idle iowait irq softirq steal. */
    static MachineLoad parse(String line) {
        String[] fields = line.trim().split(" +");
        double[] seconds = new double[8];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = Long.parseLong(fields[i + 1]) * SECONDS_PER_TICK;
        }
        double busy = seconds[0] + seconds[1] + seconds[2] + seconds[5] + seconds[6];
        return new MachineLoad(busy, seconds[7]);
    }

    public MachineLoad since(MachineLoad earlier) {
        return new MachineLoad(busy - earlier.busy, steal - earlier.steal);
    }

    static double loadAverage() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }
}
