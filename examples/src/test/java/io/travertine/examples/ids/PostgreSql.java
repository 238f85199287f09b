package io.travertine.examples.ids;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of Debian's packages on a port of loopback, with its data in a temporary directory. It refuses to run as root; then it runs as
 * the user postgres.
 */
final class PostgreSql implements AutoCloseable {
    private static final String ROOT = "root";

    private final Path home;
    private final Path programs;
    private final int port;

    private PostgreSql(Path home, Path programs, int port) {
        this.home = home;
        this.programs = programs;
        this.port = port;
    }

    /** Why there is none; null when there is one. */
    static @Nullable String unavailable() throws IOException {
        return programs() == null ? "no PostgreSQL: /usr/lib/postgresql has none (apt-get install postgresql)" : null;
    }

    private static @Nullable Path programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return null;
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /** @param settings each as NAME=VALUE */
    static PostgreSql start(String... settings) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("notes-postgresql-");
        PostgreSql server = new PostgreSql(home, java.util.Objects.requireNonNull(programs()), freePort());
        if (isRoot()) {
            execute(List.of("chown", "postgres", home.toString()));
        }
        server.run("initdb", "-D", server.data(), "-A", "trust", "-U", "notes", "--no-sync");
        String options = "-h 127.0.0.1 -p " + server.port + " -k " + home + " -F";
        for (String setting : settings) {
            options += " -c " + setting;
        }
        server.run("pg_ctl", "-D", server.data(), "-l", home.resolve("log").toString(), "-w", "-o", options, "start");
        return server;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=notes";
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        execute(command);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals(ROOT);
    }

    private static void execute(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("notes-", ".log");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException(command + " failed: " + Files.readString(output));
        }
        Files.delete(output);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        execute(List.of("rm", "-rf", home.toString()));
    }
}
