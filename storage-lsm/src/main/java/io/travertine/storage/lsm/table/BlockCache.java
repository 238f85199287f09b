package io.travertine.storage.lsm.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that were read lately and often, decompressed, for all tables together. Blocks that are read once, as a scan does, do not drive out
 * those that are read again and again (W-TinyLFU). Any thread.
 */
public final class BlockCache {
    /** What a block takes beside its bytes: array header, key, the cache's node and its place in the hash table. */
    static final int OVERHEAD_BYTES = 160;

    private final @Nullable Cache<Key, byte[]> blocks;
    private final AtomicLong nextTable = new AtomicLong();

    private record Key(long table, long position) {
        @Override
        public int hashCode() {
            return Long.hashCode((table * 0x9e3779b97f4a7c15L + position) * 0xbf58476d1ce4e5b9L);
        }
    }

    /**
     * What the cache did, and has.
     *
     * @param misses blocks that were asked for, and had to be read
     * @param bytes of the blocks in it, and of what it needs to keep them
     */
    public record Stats(long hits, long misses, long bytes) {}

    private BlockCache(@Nullable Cache<Key, byte[]> blocks) {
        this.blocks = blocks;
    }

    /** A cache of at most so many bytes of heap. Who puts a block in evicts others; there is no thread for it. */
    public static BlockCache ofBytes(long capacityBytes) {
        if (capacityBytes < 0) {
            throw new IllegalArgumentException("capacityBytes is " + capacityBytes + "; it must be at least 0");
        }
        return new BlockCache(Caffeine.newBuilder()
                .maximumWeight(capacityBytes)
                .weigher((Key _, byte[] block) -> weight(block))
                .executor(Runnable::run)
                .recordStats()
                .build());
    }

    /** Keeps nothing. */
    public static BlockCache none() {
        return new BlockCache(null);
    }

    private static int weight(byte[] block) {
        return block.length + OVERHEAD_BYTES;
    }

    /** A number that no other table of this cache has. */
    long newTable() {
        return nextTable.getAndIncrement();
    }

    byte @Nullable [] get(long table, long position) {
        return blocks == null ? null : blocks.getIfPresent(new Key(table, position));
    }

    /** As {@link #get}, but leaves no trace: for those who read everything once. */
    byte @Nullable [] peek(long table, long position) {
        return blocks == null ? null : blocks.policy().getIfPresentQuietly(new Key(table, position));
    }

    void put(long table, long position, byte[] block) {
        if (blocks != null) {
            blocks.put(new Key(table, position), block);
        }
    }

    /** Forgets a table's blocks. */
    void drop(long table) {
        if (blocks != null) {
            blocks.asMap().keySet().removeIf(key -> key.table == table);
        }
    }

    public Stats stats() {
        if (blocks == null) {
            return new Stats(0, 0, 0);
        }
        CacheStats stats = blocks.stats();
        long bytes = blocks.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
        return new Stats(stats.hitCount(), stats.missCount(), bytes);
    }
}
