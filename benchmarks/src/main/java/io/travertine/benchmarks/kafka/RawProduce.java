package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Produces as fast as the broker takes it, with prepared batches, so that the client leaves the machine to the broker. Each
 * producer has a connection with up to five requests in flight, as kafka-clients would; a request has a batch for each of up to
 * four partitions, then the next request goes on with the next partitions.
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
        long start = System.nanoTime();
        List<Callable<Outcome>> work = new ArrayList<>();
        for (int i = 0; i < producers; i++) {
            int seed = i;
            work.add(() -> produce(broker, topic, start + nanos, seed));
        }
        long records = 0;
        long bytes = 0;
        long requests = 0;
        try (var threads = Executors.newFixedThreadPool(producers)) {
            for (Future<Outcome> part : threads.invokeAll(work)) {
                records += part.get().records();
                bytes += part.get().bytes();
                requests += part.get().requests();
            }
        } catch (ExecutionException e) {
            throw new IOException("A producer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while producing", e);
        }
        return new Outcome(records, bytes, requests, System.nanoTime() - start, new Latencies());
    }

    private Outcome produce(InetSocketAddress broker, Topic topic, long deadline, int seed) throws IOException {
        List<PreparedBatch> prepared = PreparedBatch.of(payload, batchBytes, DISTINCT_BATCHES, seed);
        PreparedBatch[] batches = new PreparedBatch[Math.min(PARTITIONS_PER_REQUEST, topic.partitions())];
        int next = 0;
        long records = 0;
        long bytes = 0;
        long requests = 0;
        try (Connection connection = new Connection(broker)) {
            ProducerSession session = new ProducerSession(connection, topic);
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
        return new Outcome(records, bytes, requests, 0, new Latencies());
    }
}
