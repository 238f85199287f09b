package io.travertine.benchmarks.kafka;

import java.util.List;

/** What a broker's thread is for, told by its name as the kernel knows it: the first 15 characters of the Java name. */
enum ThreadKind {
    /** Compiles bytecode. Warm brokers need almost none of it, so it never counts as the cost of a record. */
    JIT("C1 Compiler", "C2 Compiler", "JVMCI"),
    /** Collects garbage, or stops the world for it. Part of the cost of a record; also shown apart. */
    GC("GC Thread", "G1 ", "VM Thread", "ZDriver", "ZWorker", "ZDirector", "ZStat", "ZUncommitter", "Shenandoah"),
    /** Turns logs into segments, after the acknowledgement. Kafka has none of it. */
    COMPACTION("compact", "columnar", "segment"),
    /** Everything else. */
    WORK;

    private final List<String> prefixes;

    ThreadKind(String... prefixes) {
        this.prefixes = List.of(prefixes);
    }

    static ThreadKind of(String threadName) {
        for (ThreadKind kind : values()) {
            if (kind.prefixes.stream().anyMatch(threadName::startsWith)) {
                return kind;
            }
        }
        return WORK;
    }
}
