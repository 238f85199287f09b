package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Gets keys at random, all entries cached that fit: keys that are there, or keys between them that are not. */
record ReadRandom(boolean missing, int threads) implements Workload {
    private static final int DIVISOR = 5;

    @Override
    public void load(Site site, Engine engine) throws IOException {
        Load.entries(site, engine, Entries.Keys.IN_ORDER);
        Load.warm(engine);
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        long count = site.count() / DIVISOR;
        AtomicLong sum = new AtomicLong();
        AtomicLong reads = new AtomicLong();
        Parallel.run(threads, thread -> {
            try (Reader reader = engine.reader()) {
                read(site, reader, limits, thread * count, count, sum, reads);
            }
        });
        return Outcome.read(reads.get(), sum.get());
    }

    private void read(Site site, Reader reader, Limits limits, long from, long count, AtomicLong sum, AtomicLong reads)
            throws IOException {
        byte[] key = new byte[Entries.KEY_BYTES];
        long own = 0;
        long done = 0;
        while (done < count && (done % 256 != 0 || limits.allow())) {
            long number = Entries.pick(from + done, site.count());
            if (missing) {
                site.entries().missingKey(number, key);
            } else {
                site.entries().key(Entries.Keys.IN_ORDER, number, key);
            }
            byte[] value = reader.get(key);
            if ((value == null) != missing) {
                throw new IllegalStateException("entry " + number + (missing ? " was found" : " was not found"));
            }
            own += value == null ? 1 : Entries.sum(key, value);
            done++;
        }
        sum.addAndGet(own);
        reads.addAndGet(done);
    }
}
