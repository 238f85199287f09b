package io.travertine.benchmarks.storage;

import java.io.IOException;

/** Takes a snapshot, gets one key through it, lets go of it: one operation. */
record SnapshotRead() implements Workload {
    private static final int DIVISOR = 20;

    @Override
    public void load(Site site, Engine engine) throws IOException {
        Load.entries(site, engine, Entries.Keys.IN_ORDER);
        Load.warm(engine);
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        long count = site.count() / DIVISOR;
        byte[] key = new byte[Entries.KEY_BYTES];
        long sum = 0;
        long done = 0;
        try (Reader reader = engine.reader()) {
            for (; done < count && limits.allow(); done++) {
                site.entries().key(Entries.Keys.IN_ORDER, Entries.pick(done, site.count()), key);
                byte[] value = reader.getFromSnapshot(key);
                if (value == null) {
                    throw new IllegalStateException("a key is missing");
                }
                sum += Entries.sum(key, value);
            }
        }
        return Outcome.read(done, sum);
    }
}
