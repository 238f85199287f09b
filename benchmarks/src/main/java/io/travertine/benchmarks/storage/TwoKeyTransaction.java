package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.Map;

/** Swaps the values of two keys at random in one transaction. */
record TwoKeyTransaction() implements Workload {
    private static final int DIVISOR = 50;

    @Override
    public void load(Site site, Engine engine) throws IOException {
        Load.entries(site, engine, Entries.Keys.IN_ORDER);
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        long count = site.count() / DIVISOR;
        byte[] first = new byte[Entries.KEY_BYTES];
        byte[] second = new byte[Entries.KEY_BYTES];
        long done = 0;
        try (Writer writer = engine.writer(false)) {
            for (; done < count && limits.allow(); done++) {
                long number = Entries.pick(done, site.count());
                long other = (number + 1 + Entries.pick(~done, site.count() - 1)) % site.count();
                site.entries().key(Entries.Keys.IN_ORDER, number, first);
                site.entries().key(Entries.Keys.IN_ORDER, other, second);
                writer.swap(first, second);
            }
        }
        return new Outcome(done, done * 2 * Entries.BYTES, 0, Map.of());
    }
}
