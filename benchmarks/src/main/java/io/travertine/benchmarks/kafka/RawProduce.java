package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Produces as fast as the broker takes it, with prepared batches, so that the client leaves the machine to the broker. Each
 * producer has a connection with up to five requests in flight, as kafka-clients would; a request has a batch for each of up to
 * four partitions, then the next request goes on with the next partitions. The time runs once all producers are connected.
 *
 * @param batchBytes of one batch, compressed; 0 for batches of a single record
 */
record RawProduce(Payload payload, int batchBytes, int producers) implements Load {
    private static final int IN_FLIGHT = 5;
    private static final int PARTITIONS_PER_REQUEST = 4;
    private static final int DISTINCT_BATCHES = 16;

    @Override
    public String client() {
        return "raw";
    }

    @Override
    public Outcome run(InetSocketAddress broker, Topic topic, long nanos) throws IOException {
        List<Connection> connections = new ArrayList<>();
        List<Producer> connected = new ArrayList<>();
        try {
            for (int seed = 0; seed < producers; seed++) {
                List<PreparedBatch> batches = PreparedBatch.of(payload, batchBytes, DISTINCT_BATCHES, seed);
                Connection connection = new Connection(broker);
                connections.add(connection);
                connected.add(new Producer(new ProducerSession(connection, topic), topic, batches));
            }
            return run(connected, nanos);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static Outcome run(List<Producer> producers, long nanos) throws IOException {
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(producers.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Producer producer : producers) {
                running.add(threads.submit(() -> {
                    producer.produceUntil(start + nanos);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A producer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while producing", e);
        }
        long took = System.nanoTime() - start;
        return new Outcome(
                producers.stream().mapToLong(producer -> producer.records).sum(),
                producers.stream().mapToLong(producer -> producer.bytes).sum(),
                producers.stream().mapToLong(producer -> producer.requests).sum(),
                took,
                new Latencies());
    }

    /** One connection and what has gone over it. */
    private static final class Producer {
        private final ProducerSession session;
        private final Topic topic;
        private final List<PreparedBatch> prepared;
        private long records;
        private long bytes;
        private long requests;

        Producer(ProducerSession session, Topic topic, List<PreparedBatch> prepared) {
            this.session = session;
            this.topic = topic;
            this.prepared = prepared;
        }

        void produceUntil(long deadline) throws IOException {
            PreparedBatch[] batches = new PreparedBatch[Math.min(PARTITIONS_PER_REQUEST, topic.partitions())];
            int next = 0;
            while (System.nanoTime() < deadline) {
                int firstPartition = next % topic.partitions();
                for (int i = 0; i < batches.length; i++) {
                    batches[i] = prepared.get(next++ % DISTINCT_BATCHES);
                    records += batches[i].count();
                    bytes += batches[i].sizeInBytes();
                }
                session.send(firstPartition, batches);
                requests++;
                if (session.unanswered() == IN_FLIGHT) {
                    session.receive();
                }
            }
            while (session.unanswered() > 0) {
                session.receive();
            }
        }
    }
}
