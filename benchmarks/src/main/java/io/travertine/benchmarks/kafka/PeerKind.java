package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;

/** How to start one of the two brokers. */
interface PeerKind {
    /** Its name in reports. */
    String name();

    /** Version and settings, for the report. */
    String description();

    /** The processes needed to have every durability once: each set is what one of them gives. */
    Set<Set<Durability>> processes();

    /** What must be there before a process can start, made now so that start-up can be timed. */
    default void prepare(Path directory) throws IOException {}

    /** Starts a process over an empty, prepared directory, which becomes its own. Returns at once. */
    Peer start(Path directory, Set<Durability> durabilities) throws IOException;

    /** A loopback address that was free a moment ago. */
    static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
    }
}
