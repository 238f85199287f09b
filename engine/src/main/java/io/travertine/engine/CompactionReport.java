package io.travertine.engine;

/** What a compaction did. */
public record CompactionReport(
        long records, int segmentsWritten, int logFilesRetired, long bytesRead, long bytesWritten, long millis) {}
