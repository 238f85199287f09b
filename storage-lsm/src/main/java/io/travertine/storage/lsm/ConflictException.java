package io.travertine.storage.lsm;

/** Another transaction, or a write outside of any, came first. Nothing of this one was written; run it again from its beginning. */
public final class ConflictException extends Exception {
    ConflictException(String message) {
        super(message);
    }
}
