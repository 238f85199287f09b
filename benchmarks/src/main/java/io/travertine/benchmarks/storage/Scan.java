package io.travertine.benchmarks.storage;

import java.io.IOException;

/** Reads all entries in order, cached as far as they fit. */
record Scan() implements Workload {
    @Override
    public void load(Site site, Engine engine) throws IOException {
        Load.entries(site, engine, Entries.Keys.IN_ORDER);
        Load.warm(engine);
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        try (Reader reader = engine.reader()) {
            return all(reader);
        }
    }

    static Outcome all(Reader reader) throws IOException {
        long sum = 0;
        long count = 0;
        try (EntryCursor cursor = reader.cursor()) {
            for (boolean valid = cursor.first(); valid; valid = cursor.next()) {
                sum += Entries.sum(cursor.key(), cursor.value());
                count++;
            }
        }
        return Outcome.read(count, sum);
    }
}
