package io.travertine.engine;

/** A read from an offset that the partition does not have. */
public final class OffsetOutOfRangeException extends Exception {
    public OffsetOutOfRangeException(String partition, long offset, long logStartOffset, long highWatermark) {
        super("offset " + offset + " of " + partition + " is not in [" + logStartOffset + ", " + highWatermark + "]");
    }
}
