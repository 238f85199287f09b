package io.travertine.query;

import io.travertine.columnar.ScanStatistics;

/**
 * What answering a statement took.
 *
 * @param scan what the scans read and skipped
 * @param planNanos time for parsing and planning, near zero when the plan was cached
 * @param totalNanos time from the call until now, or until the last batch was given
 */
public record QueryStatistics(ScanStatistics scan, long planNanos, long totalNanos) {}
