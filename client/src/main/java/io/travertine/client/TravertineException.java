package io.travertine.client;

import org.jspecify.annotations.Nullable;

/**
 * A request was refused, or could not be made. What the broker said is here as it said it (RFC 9457 problem details).
 *
 * <p>When {@link #status} is 0 no complete answer came: whether the broker did what it was asked is unknown.
 */
public final class TravertineException extends RuntimeException {
    private final int status;
    private final String type;
    private final @Nullable String sqlState;

    TravertineException(int status, String type, @Nullable String sqlState, String message) {
        super(message);
        this.status = status;
        this.type = type;
        this.sqlState = sqlState;
    }

    TravertineException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.type = "about:blank";
        this.sqlState = null;
    }

    /** The HTTP status, or 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** The kind of problem, a URI: {@code urn:travertine:problem:unknown-topic}. Stable; decide by it, not by the message. */
    public String type() {
        return type;
    }

    /** For a statement that was refused, its SQLSTATE. */
    public @Nullable String sqlState() {
        return sqlState;
    }
}
