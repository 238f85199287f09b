package io.travertine.cli.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** What was said for each key, in which order: equal digests mean the same values in the same order per key. */
final class KeyDigests {
    private final Map<String, Long> digests = new HashMap<>();
    private final CRC32C crc = new CRC32C();
    private long count;

    void add(String key, byte[] value) {
        crc.reset();
        crc.update(value, 0, value.length);
        digests.merge(key, crc.getValue(), (before, next) -> before * 31 + next);
        count++;
    }

    long count() {
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyDigests those && count == those.count && digests.equals(those.digests);
    }

    @Override
    public int hashCode() {
        return digests.hashCode();
    }
}
