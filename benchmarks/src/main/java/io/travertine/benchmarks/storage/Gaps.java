package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How evenly batches of 100 are taken: first as fast as they are (the sustained rate), then, in the same store, half as many entries at 50 % of
 * that rate and again at 90 %. A batch that is late does not move those after it. The worst gap is the longest time between two batches that
 * were taken, the pause that the rate asks for included.
 */
record Gaps(Entries.Keys keys, int divisor) implements Workload {
    private static final int BATCH = 100;
    private static final int[] PERCENTS = {50, 90};
    private static final double[] PARTS = {50, 99, 99.9, 100};

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        long count = Math.max(10 * BATCH, site.count() / divisor);
        Batch batch = new Batch(BATCH);
        Map<String, Double> figures = new TreeMap<>();
        try (Writer writer = engine.writer(keys == Entries.Keys.IN_ORDER)) {
            long begin = System.nanoTime();
            long sustained = 0;
            for (; sustained < count && limits.allow(); sustained += batch.count) {
                site.entries().fill(batch, keys, sustained, count, 0);
                writer.put(batch, Promise.CRASH);
            }
            double rate = sustained * 1e9 / (System.nanoTime() - begin);
            figures.put("sustained entries/s", rate);
            long written = sustained;
            for (int percent : PERCENTS) {
                PacedPuts puts = new PacedPuts((int) (sustained / 2 / BATCH), 1e9 * BATCH / (rate * percent / 100));
                for (long from = written; puts.awaitNext() && limits.diskAllows(); written = from) {
                    site.entries().fill(batch, keys, from, from + BATCH, 0);
                    puts.begin();
                    writer.put(batch, Promise.CRASH);
                    puts.end();
                    from += BATCH;
                }
                describe(figures, percent, puts);
            }
            return new Outcome(written, written * Entries.BYTES, 0, figures);
        }
    }

    private static void describe(Map<String, Double> figures, int percent, PacedPuts puts) {
        figures.put(gap(percent), puts.worstGapNanos() / 1e6);
        long[] sorted = puts.sortedNanos();
        for (double part : PARTS) {
            int rank = (int) Math.ceil(part * sorted.length / 100 - 1e-6);
            figures.put(percentile(percent, part), sorted[Math.max(rank, 1) - 1] / 1e3);
        }
    }

    static String gap(int percent) {
        return "at " + percent + " %: worst gap, ms";
    }

    static String percentile(int percent, double part) {
        return "at " + percent + " %: " + (part == 100 ? "max" : "p" + (part % 1 == 0 ? (int) part + "" : part + ""))
                + ", µs";
    }
}
