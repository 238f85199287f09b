package io.travertine.engine.catalog;

import java.nio.charset.StandardCharsets;

/** The catalog's keys in the metadata store. */
final class CatalogKey {
    static final byte[] SHARDS = key("catalog/shards");
    static final byte[] NEXT_PRODUCER = key("catalog/next-producer");
    static final byte[] TOPICS = key("catalog/topic/");

    private CatalogKey() {}

    static byte[] topic(String name) {
        return key("catalog/topic/" + name);
    }

    static byte[] nextPartition(int shard) {
        return key("catalog/next-partition/" + shard);
    }

    private static byte[] key(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }
}
