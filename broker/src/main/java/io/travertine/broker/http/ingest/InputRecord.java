package io.travertine.broker.http.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record that was read last; a reader fills it anew for each. */
public final class InputRecord {
    /** Says that the record comes without a partition, or without a timestamp. */
    public static final int NONE = -1;

    byte @Nullable [] key;
    byte[] value = {};
    int valuePosition;
    int valueLength;
    long timestampMs;
    int partition;
    final List<Header> headers = new ArrayList<>();

    /** A header; names may repeat. */
    record Header(String key, byte @Nullable [] value) {}

    void clear() {
        key = null;
        valuePosition = 0;
        valueLength = NONE;
        timestampMs = NONE;
        partition = NONE;
        headers.clear();
    }

    void value(byte[] bytes, int position, int length) {
        value = bytes;
        valuePosition = position;
        valueLength = length;
    }
}
