package io.travertine.columnar;

/**
 * What a scan did. Rows that were skipped were never looked at, thanks to what the layer in question knew beforehand.
 *
 * @param rows rows in the ranges scanned
 * @param rowsSkippedByRange rows in whole ranges that partition, offset, id or time bounds excluded
 * @param rowsSkippedByZoneMap rows in blocks that zone maps excluded
 * @param rowsSkippedByIndex rows that an index excluded
 * @param rowsRead rows on which at least one predicate was evaluated, or that were returned without one
 * @param rowsReturned rows that passed
 * @param bytesRead bytes of column data read from segments, before decompression
 */
public record ScanStatistics(
        long rows,
        long rowsSkippedByRange,
        long rowsSkippedByZoneMap,
        long rowsSkippedByIndex,
        long rowsRead,
        long rowsReturned,
        long bytesRead) {
    public static final ScanStatistics NONE = new ScanStatistics(0, 0, 0, 0, 0, 0, 0);

    public ScanStatistics plus(ScanStatistics other) {
        return new ScanStatistics(
                rows + other.rows,
                rowsSkippedByRange + other.rowsSkippedByRange,
                rowsSkippedByZoneMap + other.rowsSkippedByZoneMap,
                rowsSkippedByIndex + other.rowsSkippedByIndex,
                rowsRead + other.rowsRead,
                rowsReturned + other.rowsReturned,
                bytesRead + other.bytesRead);
    }
}
