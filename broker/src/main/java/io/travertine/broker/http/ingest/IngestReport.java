package io.travertine.broker.http.ingest;

import java.util.List;

/**
 * What has been stored of a request.
 *
 * @param count records, all durable
 * @param partitions by number; records of other producers may lie between a range's first and last
 */
public record IngestReport(long count, List<PartitionRange> partitions) {
    /** The records of one partition: how many, and the offsets and ids of the first and the last. */
    public record PartitionRange(
            int partition, long count, long firstOffset, long lastOffset, String firstId, String lastId) {}
}
