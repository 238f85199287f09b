package io.travertine.benchmarks.storage;

import java.io.IOException;

/** Fills a store before a workload. */
final class Load {
    private static final int BATCH = 1_000;

    private Load() {}

    static void entries(Site site, Engine engine, Entries.Keys keys) throws IOException {
        Batch batch = new Batch(BATCH);
        try (Writer writer = engine.writer(keys == Entries.Keys.IN_ORDER)) {
            for (long next = 0; next < site.count(); next += batch.count) {
                site.entries().fill(batch, keys, next, site.count(), 0);
                writer.put(batch, Promise.NONE);
            }
        }
        engine.settle();
    }

    /** Reads all, so that what fits is in the caches. */
    static void warm(Engine engine) throws IOException {
        try (Reader reader = engine.reader()) {
            Scan.all(reader);
        }
    }
}
