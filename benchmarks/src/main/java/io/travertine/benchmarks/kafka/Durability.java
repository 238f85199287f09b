package io.travertine.benchmarks.kafka;

/** What stands behind an acknowledgement. */
enum Durability {
    /** The page cache: survives the process, not the machine. Kafka's default. */
    CACHE,
    /** The disk. Travertine's default; Kafka with flush.messages=1. */
    FSYNC;

    @Override
    public String toString() {
        return this == CACHE ? "page cache" : "fsync";
    }
}
