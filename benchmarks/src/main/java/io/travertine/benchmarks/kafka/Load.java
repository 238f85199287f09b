package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A client's work on a topic. */
interface Load {
    /** What must be in the topic before; not measured. */
    default void prepare(InetSocketAddress broker, Topic topic) throws IOException {}

    /** Works for so long, then waits for what is still unanswered. Throws when the broker refuses anything. */
    Outcome run(InetSocketAddress broker, Topic topic, long nanos) throws IOException;

    /** Which client it is: {@code raw} (prepared batches over a socket) or {@code kafka-clients}. */
    String client();

    /**
     * What was done.
     *
     * @param records acknowledged or fetched
     * @param requests sent, where the load counts them; else 0
     * @param nanos from the first to the last answer
     * @param latencies of single records, where the load measures them
     */
    record Outcome(long records, long bytes, long requests, long nanos, Latencies latencies) {}
}
