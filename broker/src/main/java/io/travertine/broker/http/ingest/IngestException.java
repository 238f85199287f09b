package io.travertine.broker.http.ingest;

import io.travertine.engine.AppendException;
import org.jspecify.annotations.Nullable;

/** The shard refused a batch, or failed to make it durable. */
public final class IngestException extends Exception {
    private final AppendException.@Nullable Reason reason;

    IngestException(Exception cause) {
        super(cause.getMessage(), cause);
        this.reason = cause instanceof AppendException refused ? refused.reason() : null;
    }

    /** Why the batch was refused; null when it is unknown whether it was stored. */
    public AppendException.@Nullable Reason reason() {
        return reason;
    }
}
