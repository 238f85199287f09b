package io.travertine.engine;

/**
 * What a compaction did.
 *
 * @param records records that went into segments
 * @param bytesWritten size of the segments and their indexes
 */
public record CompactionReport(long records, int segmentsWritten, int logFilesRetired, long bytesWritten, long millis) {
    public static final CompactionReport NONE = new CompactionReport(0, 0, 0, 0, 0);

    public CompactionReport plus(CompactionReport other) {
        return new CompactionReport(
                records + other.records,
                segmentsWritten + other.segmentsWritten,
                logFilesRetired + other.logFilesRetired,
                bytesWritten + other.bytesWritten,
                millis + other.millis);
    }

    public CompactionReport took(long elapsedMillis) {
        return new CompactionReport(records, segmentsWritten, logFilesRetired, bytesWritten, elapsedMillis);
    }

    public CompactionReport retired(int logFiles) {
        return new CompactionReport(records, segmentsWritten, logFiles, bytesWritten, millis);
    }
}
