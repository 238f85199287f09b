package io.travertine.broker.http.ingest;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.utils.Utils;

/** Where a record goes: as Kafka's clients choose by default. One request's thread. */
final class Partitioner {
    private final int partitions;
    private int sticky;

    Partitioner(int partitions) {
        this.partitions = partitions;
        this.sticky = ThreadLocalRandom.current().nextInt(partitions);
    }

    /** The partition that the record names, else the one of its key, else the one that all keyless records fill now. */
    int choose(InputRecord record) {
        if (record.partition != InputRecord.NONE) {
            return record.partition;
        }
        byte[] key = record.key;
        return key == null ? sticky : Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** Told when a batch of a partition is full: keyless records go on elsewhere. */
    void batchFull(int partition) {
        if (partition == sticky) {
            sticky = (sticky + 1) % partitions;
        }
    }
}
