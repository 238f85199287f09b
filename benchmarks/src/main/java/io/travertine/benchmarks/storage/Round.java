package io.travertine.benchmarks.storage;

import java.util.Map;

/**
 * What one process measured of one workload and engine.
 *
 * @param seconds until the last operation had returned
 * @param settleSeconds from then until the store had nothing left to do
 * @param cpuSeconds of all threads but the JIT compilers', until the last operation had returned
 * @param settledCpuSeconds the same, until the store had settled
 * @param writtenBytes passed to write calls (wchar), until the store had settled
 * @param diskWrittenBytes that became dirty in the page cache (write_bytes), mapped files included, until the store had settled
 * @param liveBytes keys and values that should be in the store at the end
 * @param diskBytes of its files at the end
 * @param peakResidentBytes the most memory that the process had, over what it had when it started
 * @param residentFileBytes of mapped files in memory at the end
 * @param makingNs what it takes to make a key and a value
 * @param stopped whether a limit of time or disk ended it before all was done
 * @param otherCpuSeconds of the rest of the machine, while operations ran
 */
record Round(
        String workload,
        String engine,
        int round,
        long operations,
        double seconds,
        double settleSeconds,
        double cpuSeconds,
        double settledCpuSeconds,
        double jitSeconds,
        long userBytes,
        long writtenBytes,
        long diskWrittenBytes,
        long liveBytes,
        long diskBytes,
        long peakResidentBytes,
        long residentFileBytes,
        double makingNs,
        boolean stopped,
        double otherCpuSeconds,
        String sum,
        Map<String, Double> extras) {

    double nanosEach() {
        return seconds * 1e9 / operations;
    }

    double cpuNanosEach() {
        return settledCpuSeconds * 1e9 / operations;
    }

    double writtenPerUserByte() {
        return (double) diskWrittenBytes / userBytes;
    }

    double diskPerLiveByte() {
        return (double) diskBytes / liveBytes;
    }

    double peakMiB() {
        return peakResidentBytes / 1024.0 / 1024.0;
    }

    double extra(String name) {
        return extras.getOrDefault(name, Double.NaN);
    }
}
