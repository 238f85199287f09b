package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.Map;

/** Deletes half of the entries, scattered over all, in batches of 100. */
record DeleteRandom() implements Workload {
    @Override
    public void load(Site site, Engine engine) throws IOException {
        Load.entries(site, engine, Entries.Keys.IN_ORDER);
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        Permutation order = Permutation.below(site.count());
        Batch batch = new Batch(100);
        long count = site.count() / 2;
        long deleted = 0;
        try (Writer writer = engine.writer(false)) {
            while (deleted < count && limits.allow()) {
                batch.count = (int) Math.min(batch.capacity(), count - deleted);
                for (int i = 0; i < batch.count; i++) {
                    site.entries().key(Entries.Keys.IN_ORDER, order.at(deleted + i), batch.keys[i]);
                }
                writer.delete(batch);
                deleted += batch.count;
            }
        }
        return new Outcome(deleted, deleted * Entries.KEY_BYTES, 0, Map.of());
    }
}
