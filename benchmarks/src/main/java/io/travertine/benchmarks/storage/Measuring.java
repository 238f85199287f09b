package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Does a workload once. */
final class Measuring {
    private static final int MADE = 200_000;
    private static final int WARM_UP_DIVISOR = 4;

    private final Job job;
    private final Workload workload;
    private final Entries entries;
    private final long residentAtStart;

    Measuring(Job job) throws IOException {
        this.job = job;
        this.workload = job.workload().workload;
        this.entries = new Entries(job.seed());
        this.residentAtStart = Probe.residentBytes();
    }

    /** The same with fewer entries in another directory, so that code is compiled. */
    void warmUp(Path directory, long count) throws IOException {
        measure(directory, count, job.maxSeconds() / WARM_UP_DIVISOR);
    }

    Round measure(Path directory, long count) throws IOException {
        return measure(directory, count, job.maxSeconds());
    }

    private Round measure(Path directory, long count, double maxSeconds) throws IOException {
        Site site = new Site(job.engine(), directory, job.options().withEntries(count), entries);
        workload.prepare(site);
        System.gc();
        Probe.forgetPeak();
        Engine opened = null;
        if (!workload.measuresOpening()) {
            opened = site.open();
            workload.load(site, opened);
        }
        try {
            Probe begin = Probe.now();
            if (opened == null) {
                opened = site.open();
            }
            return measure(site, opened, begin, maxSeconds);
        } finally {
            close(opened);
        }
    }

    private static void close(@Nullable Engine opened) throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private Round measure(Site site, Engine engine, Probe begin, double maxSeconds) throws IOException {
        Limits limits = new Limits(engine, maxSeconds, job.maxDiskBytes());
        Outcome outcome = workload.run(site, engine, limits);
        Probe done = Probe.now();
        if (outcome.userBytes() > 0) {
            engine.settle();
        }
        Probe settled = Probe.now();
        double cpu = done.cpuSince(begin);
        return new Round(
                job.workload().id(),
                job.engine().title,
                job.round(),
                outcome.operations(),
                done.secondsSince(begin),
                settled.secondsSince(done),
                cpu,
                settled.cpuSince(begin),
                settled.jitSince(begin),
                outcome.userBytes(),
                settled.writtenBytes() - begin.writtenBytes(),
                settled.diskWrittenBytes() - begin.diskWrittenBytes(),
                liveBytes(site.count(), outcome),
                engine.diskBytes(),
                Probe.peakResidentBytes() - residentAtStart,
                Probe.residentFileBytes(),
                makingNs(),
                limits.stopped(),
                Math.max(0, done.machineSeconds() - begin.machineSeconds() - cpu - done.jitSince(begin)),
                Long.toHexString(outcome.sum()),
                outcome.extras());
    }

    private long liveBytes(long count, Outcome outcome) {
        long live = switch (job.workload()) {
            case FILLSEQ, FILLSEQ_2T, FILLSEQ_SINGLE, FILLSEQ_SYNC, FILLRANDOM, GAPS, GAPS_RANDOM, REOPEN ->
                outcome.operations();
            case DELETERANDOM, RETENTION -> count - outcome.operations();
            case READWHILEWRITING -> count + outcome.userBytes() / Entries.BYTES;
            default -> count;
        };
        return live * Entries.BYTES;
    }

    private double makingNs() {
        Batch batch = new Batch(100);
        long best = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3; attempt++) {
            long begin = System.nanoTime();
            for (long next = 0; next < MADE; next += batch.count) {
                entries.fill(batch, Entries.Keys.IN_ORDER, next, MADE, 0);
            }
            best = Math.min(best, System.nanoTime() - begin);
        }
        return (double) best / MADE;
    }
}
