package io.travertine.storage.batch;

import java.io.IOException;

/** Bytes are not a record batch v2 as Kafka defines it. The message says what was found, where in the batch, and what was expected. */
public final class InvalidBatchException extends IOException {
    public InvalidBatchException(String message) {
        super(message);
    }

    public InvalidBatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
