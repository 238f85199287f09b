package io.travertine.storage.lsm;

/**
 * The store at one moment: reads through it see what was visible then, whatever is written later. Keeps what it sees from being compacted
 * away, so it is to be closed. Any thread.
 */
public final class Snapshot implements AutoCloseable {
    private final Snapshots owner;
    private final long sequence;
    private volatile boolean closed;

    Snapshot(Snapshots owner, long sequence) {
        this.owner = owner;
        this.sequence = sequence;
    }

    /** The sequence number of the last change that it sees. */
    public long sequence() {
        return sequence;
    }

    boolean isClosed() {
        return closed;
    }

    StoreId storeId() {
        return owner.storeId();
    }

    @Override
    public void close() {
        closed = true;
        owner.remove(this);
    }
}
