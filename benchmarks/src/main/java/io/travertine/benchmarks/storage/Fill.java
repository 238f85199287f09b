package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Writes new entries. */
record Fill(Entries.Keys keys, int batchEntries, int threads, Promise promise, int divisor) implements Workload {
    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        long count = Math.max(1, site.count() / divisor);
        AtomicLong next = new AtomicLong();
        AtomicLong written = new AtomicLong();
        Parallel.run(threads, thread -> {
            Batch batch = new Batch(batchEntries);
            boolean inOrder = keys == Entries.Keys.IN_ORDER && threads == 1;
            try (Writer writer = engine.writer(inOrder)) {
                for (long from = next.getAndAdd(batchEntries); from < count; from = next.getAndAdd(batchEntries)) {
                    site.entries().fill(batch, keys, from, count, 0);
                    if (batchEntries == 1) {
                        writer.put(batch.keys[0], batch.values[0]);
                    } else {
                        writer.put(batch, promise);
                    }
                    written.addAndGet(batch.count);
                    if ((batchEntries > 1 || from % 128 == 0) && !limits.allow()) {
                        break;
                    }
                }
            }
        });
        return Outcome.written(written.get());
    }
}
