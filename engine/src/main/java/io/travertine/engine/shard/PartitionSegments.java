package io.travertine.engine.shard;

import io.travertine.columnar.segment.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of a partition at one moment, in offset order, each beginning where the one before ended. Immutable and
 * counted: a reader retains the set it works with, and a segment is closed when the last set that has it is released.
 */
public final class PartitionSegments {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionSegments.class);

    private final List<Counted> segments;
    private final AtomicInteger users = new AtomicInteger(1);

    private record Counted(Segment segment, AtomicInteger sets) {
        Counted {
            sets.incrementAndGet();
        }

        Counted shared() {
            return new Counted(segment, sets);
        }
    }

    private PartitionSegments(List<Counted> segments) {
        this.segments = segments;
    }

    /** A set of segments that nobody else has; its first user is the caller. */
    public static PartitionSegments of(List<Segment> segments) {
        return new PartitionSegments(segments.stream()
                .map(segment -> new Counted(segment, new AtomicInteger()))
                .toList());
    }

    /** This set with others in the place of the segments from one place to before another. */
    public PartitionSegments replaced(int from, int to, List<Segment> others) {
        List<Counted> next = new ArrayList<>();
        segments.subList(0, from).forEach(counted -> next.add(counted.shared()));
        others.forEach(segment -> next.add(new Counted(segment, new AtomicInteger())));
        segments.subList(to, segments.size()).forEach(counted -> next.add(counted.shared()));
        return new PartitionSegments(List.copyOf(next));
    }

    /** A number that no segment here has. */
    public long nextNumber() {
        return 1
                + segments.stream()
                        .mapToLong(counted -> counted.segment.info().number())
                        .max()
                        .orElse(-1);
    }

    /** Takes a further user; false when the set was released by its last one already. */
    boolean retain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Gives one user back. */
    public void release() {
        if (users.decrementAndGet() == 0) {
            for (Counted counted : segments) {
                if (counted.sets.decrementAndGet() == 0) {
                    close(counted.segment);
                }
            }
        }
    }

    private static void close(Segment segment) {
        try {
            segment.close();
        } catch (IOException e) {
            LOG.warn("a segment that nobody uses any more could not be closed", e);
        }
    }

    public List<Segment> list() {
        return segments.stream().map(Counted::segment).toList();
    }

    public boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Offset of the first record in a segment; 0 when there is none. */
    public long firstOffset() {
        return segments.isEmpty() ? 0 : segments.getFirst().segment().firstOffset();
    }

    /** Offset behind the last record in a segment; 0 when there is none. */
    public long endOffset() {
        if (segments.isEmpty()) {
            return 0;
        }
        return segments.getLast().segment().info().endOffset();
    }
}
