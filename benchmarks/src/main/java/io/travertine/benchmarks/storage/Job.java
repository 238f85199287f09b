package io.travertine.benchmarks.storage;

/**
 * What a process is to measure.
 *
 * @param directory for the data, which are deleted afterwards
 * @param maxSeconds for the operations
 * @param maxDiskBytes for the data
 */
record Job(
        EngineKind engine,
        WorkloadKind workload,
        int round,
        String directory,
        EngineOptions options,
        long seed,
        double maxSeconds,
        long maxDiskBytes) {}
