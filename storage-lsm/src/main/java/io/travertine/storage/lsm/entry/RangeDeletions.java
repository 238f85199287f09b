package io.travertine.storage.lsm.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Range deletions, to be asked about keys. Immutable. */
public final class RangeDeletions {
    public static final RangeDeletions NONE = new RangeDeletions(List.of());

    private final List<RangeDeletion> indexed;
    /** A few that came later, of which each is looked at: so that one more does not cost a new index. */
    private final List<RangeDeletion> recent;
    /** Where the deletions begin and end, in order; between two neighbours, the same ones hold. */
    private final byte[][] bounds;
    /** For each bound, the newest deletion that holds from there to the next; 0 where none does. */
    private final long[] newest;

    private RangeDeletions(List<RangeDeletion> indexed) {
        this.indexed = indexed;
        this.recent = List.of();
        TreeMap<byte[], List<RangeDeletion>> begins = new TreeMap<>(Arrays::compareUnsigned);
        TreeMap<byte[], List<RangeDeletion>> ends = new TreeMap<>(Arrays::compareUnsigned);
        TreeSet<byte[]> places = new TreeSet<>(Arrays::compareUnsigned);
        for (RangeDeletion each : indexed) {
            begins.computeIfAbsent(each.from(), from -> new ArrayList<>()).add(each);
            ends.computeIfAbsent(each.to(), to -> new ArrayList<>()).add(each);
            places.add(each.from());
            places.add(each.to());
        }
        bounds = places.toArray(byte[][]::new);
        newest = new long[bounds.length];
        TreeSet<Long> holding = new TreeSet<>();
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < bounds.length; i++) {
            for (RangeDeletion each : ends.getOrDefault(bounds[i], List.of())) {
                if (counts.merge(each.sequence(), -1, Integer::sum) == 0) {
                    holding.remove(each.sequence());
                }
            }
            for (RangeDeletion each : begins.getOrDefault(bounds[i], List.of())) {
                counts.merge(each.sequence(), 1, Integer::sum);
                holding.add(each.sequence());
            }
            newest[i] = holding.isEmpty() ? 0 : holding.last();
        }
    }

    private RangeDeletions(RangeDeletions before, List<RangeDeletion> recent) {
        this.indexed = before.indexed;
        this.bounds = before.bounds;
        this.newest = before.newest;
        this.recent = recent;
    }

    public static RangeDeletions of(Collection<RangeDeletion> deletions) {
        return deletions.isEmpty() ? NONE : new RangeDeletions(List.copyOf(deletions));
    }

    /** These and more. */
    public RangeDeletions with(Collection<RangeDeletion> more) {
        List<RangeDeletion> later = new ArrayList<>(recent);
        later.addAll(more);
        if (later.size() <= 4 + indexed.size() / 8) {
            return new RangeDeletions(this, List.copyOf(later));
        }
        later.addAll(0, indexed);
        return new RangeDeletions(List.copyOf(later));
    }

    public int size() {
        return indexed.size() + recent.size();
    }

    /** In the order in which they were given. */
    public List<RangeDeletion> all() {
        if (recent.isEmpty()) {
            return indexed;
        }
        List<RangeDeletion> all = new ArrayList<>(indexed);
        all.addAll(recent);
        return all;
    }

    public boolean isEmpty() {
        return indexed.isEmpty() && recent.isEmpty();
    }

    /** The newest deletion of a key whose sequence is at most this; 0 when there is none. */
    public long newest(byte[] key, int length, long sequence) {
        long found = newest(key, length);
        if (found > sequence) {
            found = newest(indexed, key, length, sequence);
        }
        return recent.isEmpty() ? found : Math.max(found, newest(recent, key, length, sequence));
    }

    private static long newest(List<RangeDeletion> some, byte[] key, int length, long sequence) {
        long found = 0;
        for (RangeDeletion each : some) {
            if (each.sequence() <= sequence && each.sequence() > found && covers(each, key, length)) {
                found = each.sequence();
            }
        }
        return found;
    }

    /** The oldest deletion of a key whose sequence is above this; {@link Long#MAX_VALUE} when there is none. */
    public long nextAbove(byte[] key, int length, long sequence) {
        long found = newest(key, length) <= sequence ? Long.MAX_VALUE : nextAbove(indexed, key, length, sequence);
        return recent.isEmpty() ? found : Math.min(found, nextAbove(recent, key, length, sequence));
    }

    private static long nextAbove(List<RangeDeletion> some, byte[] key, int length, long sequence) {
        long found = Long.MAX_VALUE;
        for (RangeDeletion each : some) {
            if (each.sequence() > sequence && each.sequence() < found && covers(each, key, length)) {
                found = each.sequence();
            }
        }
        return found;
    }

    private static boolean covers(RangeDeletion deletion, byte[] key, int length) {
        return Keys.compare(deletion.from(), deletion.from().length, key, length) <= 0
                && Keys.compare(key, length, deletion.to(), deletion.to().length) < 0;
    }

    private long newest(byte[] key, int length) {
        int low = 0;
        int high = bounds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Keys.compare(bounds[middle], bounds[middle].length, key, length) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : newest[low - 1];
    }
}
