package io.travertine.broker.kafka.api;

import java.util.List;
import java.util.function.IntSupplier;

/**
 * This broker as clients see it: the one node of its cluster, and leader of every partition.
 *
 * @param clusterId stays the same over restarts
 * @param host where clients reach it
 * @param portSupplier the port may be known only once the socket is bound
 */
public record Node(String clusterId, String host, IntSupplier portSupplier) {
    public static final int ID = 0;

    /** There is one leader and it never changes. */
    public static final int LEADER_EPOCH = 0;

    static final List<Integer> REPLICAS = List.of(ID);

    public int port() {
        return portSupplier.getAsInt();
    }
}
