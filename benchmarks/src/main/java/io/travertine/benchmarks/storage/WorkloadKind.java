package io.travertine.benchmarks.storage;

import java.util.Locale;

/** The workloads, in the order in which they are told. */
enum WorkloadKind {
    FILLSEQ("in-order put, batch 100", false, new Fill(Entries.Keys.IN_ORDER, 100, 1, Promise.CRASH, 1)),
    FILLSEQ_2T("the same, 2 threads", false, new Fill(Entries.Keys.IN_ORDER, 100, 2, Promise.CRASH, 1)),
    FILLSEQ_SINGLE("in-order put, single", false, new Fill(Entries.Keys.IN_ORDER, 1, 1, Promise.CRASH, 5)),
    FILLSEQ_SYNC(
            "in-order put, batch 100, sync each", false, new Fill(Entries.Keys.IN_ORDER, 100, 1, Promise.DISK, 25)),
    FILLRANDOM("random-key put, batch 100", true, new Fill(Entries.Keys.SCATTERED, 100, 1, Promise.CRASH, 1)),
    OVERWRITE("overwrite at random, batch 100", true, new Overwrite()),
    READRANDOM("get, hot", true, new ReadRandom(false, 1)),
    READRANDOM_2T("get, hot, 2 threads", true, new ReadRandom(false, 2)),
    READMISSING("get, missing key", true, new ReadRandom(true, 1)),
    SEEKRANDOM("seek and 10 entries", true, new SeekRandom()),
    SCAN("scan, an entry", false, new Scan()),
    READWHILEWRITING("get while 20,000/s are written", true, new ReadWhileWriting()),
    DELETERANDOM("delete at random, batch 100", true, new DeleteRandom()),
    RETENTION("retention, a deleted entry", false, new Retention()),
    TRANSACTION("two-key transaction", true, new TwoKeyTransaction()),
    SNAPSHOT("snapshot, get, release", true, new SnapshotRead()),
    REOPEN("reopen after kill -9, an entry", false, new Reopen()),
    GAPS("paced in-order put, batch 100", false, new Gaps(Entries.Keys.IN_ORDER, 1)),
    GAPS_RANDOM("paced random-key put, batch 100", true, new Gaps(Entries.Keys.SCATTERED, 2));

    final String title;
    final boolean needsKeys;
    final Workload workload;

    WorkloadKind(String title, boolean needsKeys, Workload workload) {
        this.title = title;
        this.needsKeys = needsKeys;
        this.workload = workload;
    }

    /** As {@code --only} and the results have it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isFor(EngineKind engine) {
        return engine.hasKeys() || !needsKeys;
    }

    Use use() {
        return switch (this) {
            case FILLSEQ, FILLSEQ_SYNC, GAPS -> Use.APPENDING;
            case TRANSACTION -> Use.TRANSACTIONS;
            default -> Use.ANYTHING;
        };
    }

    /** Whether a quick run has it. */
    boolean isQuick() {
        return switch (this) {
            case FILLSEQ_2T, OVERWRITE, READRANDOM_2T, SNAPSHOT, GAPS_RANDOM -> false;
            default -> true;
        };
    }
}
