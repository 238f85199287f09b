package io.travertine.benchmarks.kafka;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** One figure of a measurement, as the tables show it. */
record Figure(String title, String format, boolean moreIsBetter, ToDoubleFunction<Measurement> of) {
    private static final Figure RATE = new Figure("records/s", "%,.0f", true, Measurement::recordsPerSecond);
    private static final Figure CPU_PER_MILLION = less("broker CPU s per million", "%.3f", Measurement::cpuPerMillion);
    private static final Figure TOTAL = less("the same with compaction", "%.3f", Measurement::totalCpuPerMillion);
    private static final Figure CPU_EACH = less("broker CPU µs each", "%.1f", Measurement::cpuPerMillion);

    static List<Figure> of(Scenario.Table table) {
        return switch (table) {
            case THROUGHPUT -> List.of(RATE, CPU_PER_MILLION, TOTAL);
            case REQUESTS -> List.of(RATE, CPU_EACH);
            case LATENCY ->
                List.of(
                        less("p50 ms", "%.2f", Measurement::p50Ms),
                        less("p99 ms", "%.2f", Measurement::p99Ms),
                        less("p99.9 ms", "%.2f", Measurement::p999Ms),
                        CPU_EACH);
        };
    }

    private static Figure less(String title, String format, ToDoubleFunction<Measurement> of) {
        return new Figure(title, format, false, of);
    }
}
