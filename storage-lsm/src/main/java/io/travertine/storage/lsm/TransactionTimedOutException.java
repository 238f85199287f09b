package io.travertine.storage.lsm;

/** A transaction was open for longer than it may be. Nothing of it was written; run it again, or allow it more time. */
public final class TransactionTimedOutException extends IllegalStateException {
    TransactionTimedOutException(String message) {
        super(message);
    }
}
