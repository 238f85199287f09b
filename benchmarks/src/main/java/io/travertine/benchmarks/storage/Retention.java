package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.Map;

/** Takes the oldest half of the entries away. */
record Retention() implements Workload {
    @Override
    public void load(Site site, Engine engine) throws IOException {
        Load.entries(site, engine, Entries.Keys.IN_ORDER);
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        long half = site.count() / 2;
        byte[] from = new byte[Entries.KEY_BYTES];
        byte[] to = new byte[Entries.KEY_BYTES];
        site.entries().key(Entries.Keys.IN_ORDER, 0, from);
        site.entries().key(Entries.Keys.IN_ORDER, half, to);
        engine.deleteBefore(from, to, half);
        return new Outcome(half, half * Entries.BYTES, 0, Map.of());
    }
}
