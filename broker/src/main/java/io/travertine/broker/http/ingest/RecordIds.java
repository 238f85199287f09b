package io.travertine.broker.http.ingest;

import io.travertine.ids.Ulid;
import io.travertine.ids.UuidText;

/** Record ids as text. */
public final class RecordIds {
    private RecordIds() {}

    /** An id as its topic shows it. */
    public static String text(long high, long low, boolean ulid) {
        return ulid ? new Ulid(high, low).toString() : UuidText.format(high, low);
    }

    /** The id that is so many behind another in its batch. */
    static String text(long high, long low, long distance, boolean ulid) {
        long sum = low + distance;
        boolean carry = Long.compareUnsigned(sum, low) < 0;
        return text(carry ? high + 1 : high, sum, ulid);
    }
}
