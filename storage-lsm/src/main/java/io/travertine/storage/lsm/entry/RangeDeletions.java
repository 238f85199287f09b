package io.travertine.storage.lsm.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Range deletions, to be asked about keys. Immutable. */
public final class RangeDeletions {
    public static final RangeDeletions NONE = new RangeDeletions(List.of());

    private final List<RangeDeletion> all;
    /** Where the deletions begin and end, in order; between two neighbours, the same ones hold. */
    private final byte[][] bounds;
    /** For each bound, the sequences of the deletions that hold from there to the next, ascending. */
    private final long[][] sequences;

    private RangeDeletions(List<RangeDeletion> all) {
        this.all = all;
        TreeSet<byte[]> places = new TreeSet<>(Arrays::compareUnsigned);
        for (RangeDeletion each : all) {
            places.add(each.from());
            places.add(each.to());
        }
        bounds = places.toArray(byte[][]::new);
        sequences = new long[bounds.length][];
        for (int i = 0; i < bounds.length; i++) {
            byte[] place = bounds[i];
            sequences[i] = all.stream()
                    .filter(each -> Arrays.compareUnsigned(each.from(), place) <= 0
                            && Arrays.compareUnsigned(place, each.to()) < 0)
                    .mapToLong(RangeDeletion::sequence)
                    .sorted()
                    .toArray();
        }
    }

    public static RangeDeletions of(Collection<RangeDeletion> deletions) {
        return deletions.isEmpty() ? NONE : new RangeDeletions(List.copyOf(deletions));
    }

    /** These and one more. */
    public RangeDeletions with(RangeDeletion deletion) {
        List<RangeDeletion> more = new ArrayList<>(all);
        more.add(deletion);
        return new RangeDeletions(List.copyOf(more));
    }

    /** In the order in which they were given. */
    public List<RangeDeletion> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The newest deletion of a key whose sequence is at most this; 0 when there is none. */
    public long newest(byte[] key, int length, long sequence) {
        long[] here = at(key, length);
        for (int i = here.length - 1; i >= 0; i--) {
            if (here[i] <= sequence) {
                return here[i];
            }
        }
        return 0;
    }

    /** The oldest deletion of a key whose sequence is above this; {@link Long#MAX_VALUE} when there is none. */
    public long nextAbove(byte[] key, int length, long sequence) {
        for (long each : at(key, length)) {
            if (each > sequence) {
                return each;
            }
        }
        return Long.MAX_VALUE;
    }

    private static final long[] NOTHING = {};

    private long[] at(byte[] key, int length) {
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
        return low == 0 ? NOTHING : sequences[low - 1];
    }
}
