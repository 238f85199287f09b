package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.Map;

/**
 * Opens a store whose process was killed (SIGKILL) after so many entries that those of all engines fit into one memtable, and reads the last
 * one. The entries in the log are one operation each, so that time an operation is the inverse of the replay rate.
 */
record Reopen() implements Workload {
    private static final long MAX_ENTRIES = 300_000;

    static long count(Site site) {
        return Math.min(MAX_ENTRIES, site.count());
    }

    @Override
    public void prepare(Site site) throws IOException {
        CrashingWriter.runAndKill(site);
    }

    @Override
    public boolean measuresOpening() {
        return true;
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        long count = count(site);
        byte[] key = new byte[Entries.KEY_BYTES];
        site.entries().key(Entries.Keys.IN_ORDER, count - 1, key);
        long sum = 0;
        try (Reader reader = engine.reader()) {
            if (site.kind().hasKeys()) {
                byte[] value = reader.get(key);
                if (value == null) {
                    throw new IllegalStateException("the last entry did not survive the end of the process");
                }
                sum = Entries.sum(key, value);
            } else {
                try (EntryCursor cursor = reader.cursor()) {
                    cursor.first();
                    sum = Entries.sum(cursor.key(), cursor.value());
                }
            }
        }
        return new Outcome(count, 0, sum, Map.of());
    }
}
