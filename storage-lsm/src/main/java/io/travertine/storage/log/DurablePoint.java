package io.travertine.storage.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How far the log is durable, or that it has failed; tells the listener of both, one after the other. */
final class DurablePoint {
    private final LogListener listener;
    private volatile long appends;
    private volatile long sequence;
    private volatile @Nullable IOException failure;

    DurablePoint(LogListener listener, long sequence) {
        this.listener = listener;
        this.sequence = sequence;
    }

    /**
     * What the writer has handed to the operating system.
     *
     * @param sequence of the last group
     * @param appends since the log was opened
     */
    record Written(long sequence, long appends) {}

    long appends() {
        return appends;
    }

    /** The last group that is known to survive a power cut. */
    long sequence() {
        return sequence;
    }

    void synced(long newSequence) {
        sequence = newSequence;
    }

    /** Reports the appends, unless they have been reported or the log has failed. */
    synchronized void acknowledge(Written written) {
        if (failure == null && written.appends > appends) {
            appends = written.appends;
            listener.durable(written.appends);
        }
    }

    synchronized void sealed(LogFile file) {
        if (failure == null) {
            listener.sealed(file);
        }
    }

    synchronized void fail(IOException cause) {
        if (failure == null) {
            failure = cause;
            listener.failed(cause);
        }
    }

    boolean failed() {
        return failure != null;
    }

    void check() throws IOException {
        IOException cause = failure;
        if (cause != null) {
            throw new IOException(
                    "the log takes no more appends since an earlier failure: " + cause.getMessage()
                            + "; see to the disk, then restart to recover what is durable",
                    cause);
        }
    }
}
