package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;

/** A broker in a process of its own, on loopback, over a directory of its own. Closing stops it and removes the directory. */
final class Peer implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Process process;
    private final Path directory;
    private final InetSocketAddress address;
    private final Map<Durability, Map<String, String>> topicConfigs;
    private final Thread stopAtExit;

    /**
     * Starts it. JIT compiler threads are kept alive, so that their time can be told apart to the end.
     *
     * @param command to run in the directory, in which its output goes to {@code output.log}
     * @param topicConfigs for each durability that it can give, what a topic needs for it
     */
    Peer(
            ProcessBuilder command,
            Path directory,
            InetSocketAddress address,
            Map<Durability, Map<String, String>> topicConfigs)
            throws IOException {
        this.directory = directory;
        this.address = address;
        this.topicConfigs = topicConfigs;
        command.environment().put("JDK_JAVA_OPTIONS", "-XX:-UseDynamicNumberOfCompilerThreads");
        process = command.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        stopAtExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    /** A connection as soon as the broker takes one. */
    Connection awaitConnection(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("The broker ended with code " + process.exitValue() + ":\n" + tailOfLog());
            }
            try {
                return new Connection(address);
            } catch (IOException notYet) {
                LockSupport.parkNanos(5_000_000);
            }
        }
        throw new IOException(
                "The broker takes no connections on " + address + " after " + timeout + ":\n" + tailOfLog());
    }

    Connection connect() throws IOException {
        return new Connection(address);
    }

    InetSocketAddress address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    boolean gives(Durability durability) {
        return topicConfigs.containsKey(durability);
    }

    Map<String, String> topicConfig(Durability durability) {
        return topicConfigs.getOrDefault(durability, Map.of());
    }

    long residentMiB() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
    }

    private Path log() {
        return directory.resolve("output.log");
    }

    private String tailOfLog() throws IOException {
        String all = Files.readString(log());
        return all.substring(Math.max(0, all.length() - 4_000));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(stopAtExit);
        Utils.delete(directory.toFile());
    }
}
