package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the scenarios. All brokers stay up throughout, and so stay warm; they take turns within each round, the first of one round
 * being the last of the next. Each scenario has a topic of its own on each, removed at its end.
 */
final class Comparison implements AutoCloseable {
    private static final long WARM_UP_SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A broker counts as warm when in two slices running the JIT compilers took less than this share of its time. */
    private static final double WARM_JIT_SHARE = 0.05;

    private final Effort effort;
    private final Consumer<String> progress;
    private final Map<String, List<Peer>> peers = new LinkedHashMap<>();
    private final Set<Peer> warm = new HashSet<>();

    Comparison(List<PeerKind> kinds, Effort effort, Path directory, Consumer<String> progress) throws IOException {
        this.effort = effort;
        this.progress = progress;
        try {
            for (PeerKind kind : kinds) {
                start(kind, directory);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void start(PeerKind kind, Path directory) throws IOException {
        List<Peer> started = new ArrayList<>();
        peers.put(kind.name(), started);
        for (var durabilities : kind.processes()) {
            Path own = Start.newDirectory(directory, kind.name());
            kind.prepare(own);
            Peer peer = kind.start(own, durabilities);
            started.add(peer);
            peer.awaitConnection(Start.TIMEOUT).close();
        }
    }

    List<Measurement> run(Scenario scenario) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        for (var named : peers.entrySet()) {
            contenders.add(contender(scenario, named.getKey(), named.getValue()));
        }
        List<Measurement> measurements = new ArrayList<>();
        for (Contender contender : contenders) {
            contender.warmUp();
        }
        for (int round = 1; round <= effort.rounds; round++) {
            for (Contender contender : contenders) {
                measurements.add(contender.measure(round));
            }
            contenders = contenders.reversed();
        }
        for (Contender contender : contenders) {
            contender.end();
        }
        return measurements;
    }

    /** Resident memory of a broker that gives this durability, after all that was asked of it. */
    Map<String, Long> residentMiB(Durability durability) throws IOException {
        Map<String, Long> resident = new LinkedHashMap<>();
        for (var named : peers.entrySet()) {
            resident.put(named.getKey(), giving(durability, named.getValue()).residentMiB());
        }
        return resident;
    }

    private Contender contender(Scenario scenario, String name, List<Peer> candidates) throws IOException {
        Peer peer = giving(scenario.durability(), candidates);
        try (Connection connection = peer.connect()) {
            String topicName = "bench-" + Long.toString(System.nanoTime(), 36);
            Topic topic =
                    Topic.create(connection, topicName, scenario.partitions(), peer.topicConfig(scenario.durability()));
            scenario.load().prepare(peer.address(), topic);
            return new Contender(scenario, name, peer, topic);
        }
    }

    private static Peer giving(Durability durability, List<Peer> candidates) {
        return candidates.stream().filter(p -> p.gives(durability)).findFirst().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        for (List<Peer> started : peers.values()) {
            for (Peer peer : started) {
                peer.close();
            }
        }
        peers.clear();
    }

    /** A broker with the topic of the scenario. */
    private final class Contender {
        private final Scenario scenario;
        private final String name;
        private final Peer peer;
        private final Topic topic;

        Contender(Scenario scenario, String name, Peer peer, Topic topic) {
            this.scenario = scenario;
            this.name = name;
            this.peer = peer;
            this.topic = topic;
        }

        void warmUp() throws IOException {
            int maxSlices = warm.add(peer) ? effort.maxColdWarmUpSeconds : effort.maxWarmUpSeconds;
            boolean calm = false;
            for (int slice = 0; slice < maxSlices; slice++) {
                boolean wasCalm = calm;
                calm = Measurement.of(scenario, name, 0, peer, topic, WARM_UP_SLICE_NANOS)
                                .jitShare()
                        < WARM_JIT_SHARE;
                if (calm && wasCalm) {
                    return;
                }
            }
        }

        Measurement measure(int round) throws IOException {
            Measurement measured = Measurement.of(
                    scenario, name, round, peer, topic, TimeUnit.SECONDS.toNanos(effort.secondsPerRound));
            progress.accept("%s, round %d, %s: %,.0f/s, CPU %.3f s per million, p99 %.2f ms%s"
                    .formatted(
                            scenario.name(),
                            round,
                            name,
                            measured.recordsPerSecond(),
                            measured.cpuPerMillion(),
                            measured.p99Ms(),
                            measured.disturbed() ? " (disturbed)" : ""));
            return measured;
        }

        void end() throws IOException {
            try (Connection connection = peer.connect()) {
                topic.delete(connection);
            }
        }
    }
}
