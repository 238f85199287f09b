package io.travertine.engine;

import java.util.List;
import java.util.UUID;

/** A topic as it is now. Any thread. */
public interface Topic {
    String name();

    UUID id();

    TopicConfig config();

    /** Partition i at place i. */
    List<Partition> partitions();

    /** True for topics the broker keeps for itself, as {@code __consumer_offsets}; they are no tables. */
    boolean internal();
}
