package io.travertine.benchmarks.storage;

import java.io.IOException;

/** Gives half of the keys new values, scattered over all, in batches of 100. */
record Overwrite() implements Workload {
    @Override
    public void load(Site site, Engine engine) throws IOException {
        Load.entries(site, engine, Entries.Keys.IN_ORDER);
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        Permutation order = Permutation.below(site.count());
        Batch batch = new Batch(100);
        long count = site.count() / 2;
        long written = 0;
        try (Writer writer = engine.writer(false)) {
            while (written < count && limits.allow()) {
                batch.count = (int) Math.min(batch.capacity(), count - written);
                for (int i = 0; i < batch.count; i++) {
                    long number = order.at(written + i);
                    site.entries().key(Entries.Keys.IN_ORDER, number, batch.keys[i]);
                    site.entries().value(number, 1, batch.values[i]);
                }
                writer.put(batch, Promise.CRASH);
                written += batch.count;
            }
        }
        return Outcome.written(written);
    }
}
