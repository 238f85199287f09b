package io.travertine.engine;

/** A batch was refused; nothing of it was written. */
public final class AppendException extends Exception {
    /** Why; each protocol has its own code for it. */
    public enum Reason {
        /** Wrong magic, length, count, or checksum. */
        CORRUPT,
        /** Larger than the topic's max.message.bytes. */
        TOO_LARGE,
        /** An idempotent producer's sequence number that does not follow its last one. */
        OUT_OF_ORDER_SEQUENCE,
        /** A producer epoch older than one already seen. */
        INVALID_PRODUCER_EPOCH,
        /** The record breaks a rule of the topic. */
        INVALID_RECORD,
        /** The topic was deleted. */
        TOPIC_DELETED,
        /** Storage failed earlier; the shard takes no more writes until a restart. */
        STORAGE_FAILED
    }

    private final Reason reason;

    public AppendException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
