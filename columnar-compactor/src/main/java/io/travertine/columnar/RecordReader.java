package io.travertine.columnar;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the records of a range, in offset order, as they were appended: what is needed to build record batches from. What it
 * gives is valid until the next call of {@link #next}. One thread.
 */
public interface RecordReader extends AutoCloseable {
    /** A record header; keys may repeat, and are text. */
    record Header(String key, byte @Nullable [] value) {}

    /** Goes to the next record; false at the end. Offsets that hold no record are passed over. */
    boolean next() throws IOException;

    long offset();

    /** The upper 64 bits of the record id. */
    long idHigh();

    /** The lower 64 bits of the record id. */
    long idLow();

    long timestampMs();

    /** The array in which the key lies. */
    byte[] keyBytes();

    int keyPosition();

    /** Length of the key; -1 for null. */
    int keyLength();

    /** The array in which the value lies. */
    byte[] valueBytes();

    int valuePosition();

    /** Length of the value; -1 for null. */
    int valueLength();

    List<Header> headers() throws IOException;

    @Override
    void close();
}
