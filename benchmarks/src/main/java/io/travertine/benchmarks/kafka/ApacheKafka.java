package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/** Apache Kafka: one KRaft node, broker and controller at once, with the JVM flags of its own start script. */
record ApacheKafka(Path javaHome, Path jars) implements PeerKind {
    private static final List<String> JVM_FLAGS = List.of(
            "-Xms1G",
            "-Xmx1G",
            "-server",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public String description() {
        try (var names = Files.list(jars)) {
            String jar = names.map(path -> path.getFileName().toString())
                    .filter(file -> file.startsWith("kafka_2.13-"))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("No Kafka in " + jars + "; benchmarks/run fetches it"));
            return "Apache Kafka " + jar.replaceAll("kafka_2.13-(.*)\\.jar", "$1")
                    + ", one combined KRaft node, heap 1 GB, its start script's collector flags, default settings";
        } catch (IOException e) {
            throw new IllegalStateException("No Kafka in " + jars + "; benchmarks/run fetches it", e);
        }
    }

    @Override
    public Set<Set<Durability>> processes() {
        return Set.of(Set.of(Durability.CACHE, Durability.FSYNC));
    }

    @Override
    public void prepare(Path directory) throws IOException {
        InetSocketAddress broker = PeerKind.freeAddress();
        InetSocketAddress controller = PeerKind.freeAddress();
        Files.write(
                settings(directory),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller.getPort(),
                        "controller.listener.names=CONTROLLER",
                        "listeners=PLAINTEXT://127.0.0.1:" + broker.getPort() + ",CONTROLLER://127.0.0.1:"
                                + controller.getPort(),
                        "log.dirs=" + directory.resolve("data"),
                        "offsets.topic.replication.factor=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "share.coordinator.state.topic.replication.factor=1",
                        "share.coordinator.state.topic.min.isr=1",
                        "group.initial.rebalance.delay.ms=0",
                        "log.segment.delete.delay.ms=1000"));
        Process format = command(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        Uuid.randomUuid().toString(),
                        "-c",
                        settings(directory).toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("format.log").toFile())
                .start();
        try {
            if (format.waitFor() != 0) {
                throw new IOException(
                        "Formatting Kafka's storage failed:\n" + Files.readString(directory.resolve("format.log")));
            }
        } catch (InterruptedException e) {
            format.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while formatting Kafka's storage", e);
        }
    }

    @Override
    public Peer start(Path directory, Set<Durability> durabilities) throws IOException {
        String listeners = Files.readAllLines(settings(directory)).stream()
                .filter(line -> line.startsWith("listeners="))
                .findFirst()
                .orElseThrow();
        int port = Integer.parseInt(listeners.replaceAll(".*PLAINTEXT://127.0.0.1:(\\d+),.*", "$1"));
        return new Peer(
                command("kafka.Kafka", settings(directory).toString()),
                directory,
                new InetSocketAddress("127.0.0.1", port),
                Map.of(Durability.CACHE, Map.of(), Durability.FSYNC, Map.of("flush.messages", "1")));
    }

    private static Path settings(Path directory) {
        return directory.resolve("server.properties");
    }

    private ProcessBuilder command(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", jars + "/*", mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
