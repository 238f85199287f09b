package io.travertine.benchmarks.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code benchmarks/run kafka-compare}. */
@Command(
        name = "kafka-compare",
        mixinStandardHelpOptions = true,
        description = "Measures Travertine beside Apache Kafka and writes benchmarks/results and docs/benchmarks.md.")
public final class KafkaCompare implements Callable<Integer> {
    @Option(names = "--quick", description = "Under 5 minutes: fewer scenarios, two short rounds.")
    private boolean quick;

    @Option(names = "--full", description = "About an hour: every scenario, five long rounds.")
    private boolean full;

    @Option(
            names = "--only",
            description = "Only scenarios whose name contains this; nothing goes into docs/benchmarks.md.")
    private @Nullable String only;

    @Option(
            names = "--peers",
            split = ",",
            defaultValue = "Kafka,Travertine",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> peerNames = List.of();

    @Option(names = "--directory", description = "Where the brokers keep their data; default: the temporary directory.")
    private @Nullable Path directory;

    @Option(names = "--root", required = true, hidden = true)
    private Path root = Path.of("");

    private final Instant started = Instant.now();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new KafkaCompare()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path work = Files.createTempDirectory(
                directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory, "kafka-compare-");
        try {
            Results results = measure(work);
            Path file = write(results);
            say("Results: " + root.relativize(file));
            if (only == null) {
                Report.into(
                        root.resolve("docs/benchmarks.md"),
                        results,
                        root.relativize(file).toString());
            } else {
                System.out.println(Report.of(results));
            }
        } finally {
            Utils.delete(work.toFile());
        }
        return 0;
    }

    private Results measure(Path work) throws IOException {
        Effort effort = full ? Effort.FULL : quick ? Effort.QUICK : Effort.DEFAULT;
        List<PeerKind> kinds = kinds();
        Map<String, String> descriptions = new LinkedHashMap<>();
        kinds.forEach(kind -> descriptions.put(kind.name(), kind.description()));
        Map<String, String> machine = Results.describeMachine(work);
        List<Start> starts = only == null ? starts(kinds, effort, work) : List.of();
        List<Measurement> measurements = new ArrayList<>();
        Map<String, Long> loadedMiB;
        try (Comparison comparison = new Comparison(kinds, effort, work, this::say)) {
            for (Scenario scenario : Scenario.of(effort)) {
                if (only == null || scenario.name().contains(only)) {
                    measurements.addAll(comparison.run(scenario));
                }
            }
            loadedMiB = comparison.residentMiB(Durability.FSYNC);
        }
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        return new Results(
                date,
                effort.name().toLowerCase(Locale.ROOT),
                descriptions,
                machine,
                Results.minutesSince(started),
                starts,
                loadedMiB,
                measurements);
    }

    private List<PeerKind> kinds() {
        Path javaHome = Path.of(System.getProperty("java.home"));
        List<PeerKind> kinds = new ArrayList<>();
        for (String name : peerNames) {
            kinds.add(
                    switch (name) {
                        case "Kafka" -> new ApacheKafka(javaHome, root.resolve("benchmarks/target/peers/kafka"));
                        case "Travertine" -> new Travertine(javaHome, root.resolve("travertine"));
                        default ->
                            throw new IllegalArgumentException("--peers knows Kafka and Travertine, not " + name);
                    });
        }
        return kinds;
    }

    private List<Start> starts(List<PeerKind> kinds, Effort effort, Path work) throws IOException {
        List<Start> starts = new ArrayList<>();
        for (int round = 1; round <= effort.starts; round++) {
            for (PeerKind kind : kinds) {
                Start start = Start.of(kind, round, Start.newDirectory(work, kind.name()));
                starts.add(start);
                say("start %d, %s: first record acknowledged after %.2f s, %d MiB idle"
                        .formatted(round, start.peer(), start.firstAcknowledgedSeconds(), start.idleMiB()));
            }
        }
        return starts;
    }

    private Path write(Results results) throws IOException {
        Path file = root.resolve(only == null ? "benchmarks/results" : "benchmarks/target")
                .resolve(results.date() + "-kafka.json");
        Files.createDirectories(file.getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), results);
        return file;
    }

    private void say(String line) {
        System.out.printf("%4d s  %s%n", Instant.now().getEpochSecond() - started.getEpochSecond(), line);
    }
}
