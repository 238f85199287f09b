package io.travertine.benchmarks.storage;

import java.io.IOException;

/** Opens a cursor, seeks a random key and reads ten entries from there: one operation. */
record SeekRandom() implements Workload {
    private static final int DIVISOR = 20;
    private static final int ENTRIES = 10;

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
                try (EntryCursor cursor = reader.cursor()) {
                    boolean valid = cursor.seek(key);
                    for (int i = 0; i < ENTRIES && valid; i++) {
                        sum += Entries.sum(cursor.key(), cursor.value());
                        valid = cursor.next();
                    }
                }
            }
        }
        return Outcome.read(done, sum);
    }
}
