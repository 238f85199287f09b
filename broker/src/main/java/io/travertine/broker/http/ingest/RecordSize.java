package io.travertine.broker.http.ingest;

import java.nio.charset.StandardCharsets;

/** How many bytes a record can take in a batch. */
final class RecordSize {
    /** Attributes, and the largest varints for length, timestamp, offset, key length, value length and header count. */
    private static final int FIXED_BYTES = 1 + 5 + 10 + 5 + 5 + 5 + 5;

    /** The largest varints for a header's key length and value length. */
    private static final int HEADER_BYTES = 5 + 5;

    private RecordSize() {}

    static int atMost(InputRecord record) {
        byte[] key = record.key;
        int bytes = FIXED_BYTES + (key == null ? 0 : key.length) + Math.max(0, record.valueLength);
        for (InputRecord.Header header : record.headers) {
            byte[] value = header.value();
            bytes += HEADER_BYTES
                    + header.key().getBytes(StandardCharsets.UTF_8).length
                    + (value == null ? 0 : value.length);
        }
        return bytes;
    }
}
