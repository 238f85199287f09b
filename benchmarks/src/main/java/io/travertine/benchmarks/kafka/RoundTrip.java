package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One record in flight, end to end: from before it is sent until a waiting fetch has brought it back. The fetch waits on a
 * connection of its own. The next record follows when the last one is acknowledged, too.
 */
record RoundTrip(Payload payload) implements Load {
    @Override
    public String client() {
        return "raw";
    }

    /** One record, so that there is an end to seek to. */
    @Override
    public void prepare(InetSocketAddress broker, Topic topic) throws IOException {
        try (Connection connection = new Connection(broker)) {
            ProducerSession producer = new ProducerSession(connection, topic);
            producer.send(0, PreparedBatch.of(payload, 0, 1, 0).getFirst());
            producer.receive();
        }
    }

    @Override
    public Outcome run(InetSocketAddress broker, Topic topic, long nanos) throws IOException {
        PreparedBatch record = PreparedBatch.of(payload, 0, 1, 1).getFirst();
        Latencies latencies = new Latencies();
        try (Connection produceConnection = new Connection(broker);
                Connection fetchConnection = new Connection(broker)) {
            ProducerSession producer = new ProducerSession(produceConnection, topic);
            FetchSession consumer = new FetchSession(fetchConnection, topic);
            consumer.seekToEnd();
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                consumer.send();
                long sent = System.nanoTime();
                producer.send(0, record);
                if (consumer.receive() != 1) {
                    throw new IOException("The fetch brought back something else than the one record in flight");
                }
                latencies.add(System.nanoTime() - sent);
                producer.receive();
            }
            int trips = latencies.count();
            return new Outcome(trips, (long) trips * record.sizeInBytes(), trips, System.nanoTime() - start, latencies);
        }
    }
}
