package io.travertine.benchmarks.storage;

/** What a write promises when it returns. */
enum Promise {
    /** Nothing yet: data are loaded for a workload, and the store settles before it is measured. */
    NONE,
    /** It survives the end of the process. */
    CRASH,
    /** It is on the disk. */
    DISK
}
