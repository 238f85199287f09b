package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * One start of a broker over an empty directory: how long until the first record is acknowledged, and what the process holds in
 * memory five seconds later, with that one topic and nothing to do.
 */
record Start(String peer, int round, double firstAcknowledgedSeconds, long idleMiB, double cpuSeconds) {
    static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(5);

    static Start of(PeerKind kind, int round, Path directory) throws IOException {
        kind.prepare(directory);
        Set<Durability> durabilities = kind.processes().stream()
                .filter(set -> set.contains(Durability.FSYNC))
                .findFirst()
                .orElseThrow();
        long start = System.nanoTime();
        try (Peer peer = kind.start(directory, durabilities);
                Connection connection = peer.awaitConnection(TIMEOUT)) {
            Topic topic = Topic.create(connection, "first", 1, peer.topicConfig(Durability.FSYNC));
            ProducerSession producer = new ProducerSession(connection, topic);
            producer.send(0, PreparedBatch.of(new Payload(100, "none"), 0, 1, 0).getFirst());
            producer.receive();
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpu = CpuTime.of(peer.pid()).total();
            LockSupport.parkNanos(IDLE.toNanos());
            return new Start(kind.name(), round, seconds, peer.residentMiB(), cpu);
        }
    }

    static Path newDirectory(Path parent, String name) throws IOException {
        return Files.createTempDirectory(parent, name.toLowerCase(Locale.ROOT) + "-");
    }
}
