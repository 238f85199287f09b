package io.travertine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A broker in a process of its own, with the JVM flags and the class path of the tests. Closing kills it if it still runs. */
final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 90;

    private final Process process;
    private final Path output;
    private final JsonNode ready;

    private ServerProcess(Process process, Path output, JsonNode ready) {
        this.process = process;
        this.output = output;
        this.ready = ready;
    }

    /** Starts a broker on free ports and waits until it serves. */
    static ServerProcess start(Path data, Path scratch, String... options) throws IOException {
        Path readyFile = scratch.resolve("ready.json");
        Path output = scratch.resolve("server.log");
        Files.deleteIfExists(readyFile);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("travertine.root"), "config", "jvm.options"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.travertine.cli.Main",
                "server",
                "--data",
                data.toString(),
                "--kafka-port",
                "0",
                "--http-port",
                "0",
                "--ready-file",
                readyFile.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(readyFile)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("the server did not start:\n" + Files.readString(output));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return new ServerProcess(process, output, new ObjectMapper().readTree(readyFile.toFile()));
    }

    String kafka() {
        return ready.get("kafka").asText();
    }

    String http() {
        return ready.get("http").asText();
    }

    /** What it printed so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM; the exit code. */
    int stop() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
