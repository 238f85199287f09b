package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/** Gets keys at random while another thread appends 20,000 entries a second in batches of 100. The gets are counted. */
record ReadWhileWriting() implements Workload {
    private static final int BATCH = 100;
    private static final long NANOS_PER_BATCH = 5_000_000;

    @Override
    public void load(Site site, Engine engine) throws IOException {
        Load.entries(site, engine, Entries.Keys.IN_ORDER);
        Load.warm(engine);
    }

    @Override
    public Outcome run(Site site, Engine engine, Limits limits) throws IOException {
        ReadLoop loop = new ReadLoop();
        AtomicLong written = new AtomicLong();
        FutureTask<?> writing = Parallel.start(1, thread -> append(site, engine, loop, written));
        Outcome reads = new ReadRandom(false, 1).run(site, engine, limits);
        loop.done = true;
        Parallel.await(writing);
        return new Outcome(
                reads.operations(), written.get() * Entries.BYTES, reads.sum(), Map.of("written entries", (double)
                        written.get()));
    }

    private static void append(Site site, Engine engine, ReadLoop loop, AtomicLong written) throws IOException {
        Batch batch = new Batch(BATCH);
        long due = System.nanoTime();
        try (Writer writer = engine.writer(true)) {
            for (long next = site.count(); !loop.done; next += BATCH, due += NANOS_PER_BATCH) {
                Pauses.until(due);
                site.entries().fill(batch, Entries.Keys.IN_ORDER, next, next + BATCH, 0);
                writer.put(batch, Promise.CRASH);
                written.addAndGet(BATCH);
            }
        }
    }

    private static final class ReadLoop {
        volatile boolean done;
    }
}
