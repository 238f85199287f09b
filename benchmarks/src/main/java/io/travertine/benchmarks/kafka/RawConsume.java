package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Reads what a producer left in the topic, again and again from the beginning, without looking at the records. */
record RawConsume(Payload payload) implements Load {
    static final int BATCH_BYTES = 1 << 16;
    private static final long FILL_NANOS = TimeUnit.SECONDS.toNanos(2);

    @Override
    public String client() {
        return "raw";
    }

    @Override
    public void prepare(InetSocketAddress broker, Topic topic) throws IOException {
        new RawProduce(payload, BATCH_BYTES, 1).run(broker, topic, FILL_NANOS);
    }

    @Override
    public Outcome run(InetSocketAddress broker, Topic topic, long nanos) throws IOException {
        long records = 0;
        long requests = 0;
        try (Connection connection = new Connection(broker)) {
            FetchSession session = new FetchSession(connection, topic);
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                session.send();
                records += session.receive();
                requests++;
                session.rewindFinished();
            }
            return new Outcome(records, session.bytes(), requests, System.nanoTime() - start, new Latencies());
        }
    }
}
