package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Travertine as its launcher starts it. Whether it syncs is a setting of the process, so there is one process for each. */
record Travertine(Path javaHome, Path launcher) implements PeerKind {
    @Override
    public String name() {
        return "Travertine";
    }

    @Override
    public String description() {
        return "Travertine of this tree, started by ./travertine server, default settings but for fsync";
    }

    @Override
    public Set<Set<Durability>> processes() {
        return Set.of(Set.of(Durability.CACHE), Set.of(Durability.FSYNC));
    }

    @Override
    public Peer start(Path directory, Set<Durability> durabilities) throws IOException {
        InetSocketAddress address = PeerKind.freeAddress();
        String fsync = durabilities.contains(Durability.FSYNC) ? "always" : "os";
        ProcessBuilder command = new ProcessBuilder(
                launcher.toString(),
                "server",
                "--data",
                directory.resolve("data").toString(),
                "--kafka-port",
                Integer.toString(address.getPort()),
                "--http-port",
                "0",
                "--flight-port",
                "0",
                "--set",
                "log.fsync=" + fsync);
        command.environment().put("TRAVERTINE_JAVA_HOME", javaHome.toString());
        Map<Durability, Map<String, String>> topicConfigs = new HashMap<>();
        durabilities.forEach(durability -> topicConfigs.put(durability, Map.of()));
        return new Peer(command, directory, address, topicConfigs);
    }
}
