package io.travertine.benchmarks.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.travertine.benchmarks.kafka.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code benchmarks/run storage}. */
@Command(
        name = "storage",
        mixinStandardHelpOptions = true,
        description = "Measures the store beside embedded peers and writes benchmarks/results and docs/benchmarks.md.")
public final class StorageCompare implements Callable<Integer> {
    private static final long MAX_DISK_BYTES = 2_500_000_000L;

    @Option(names = "--quick", description = "Under 3 minutes: 500,000 entries, one round, fewer workloads.")
    private boolean quick;

    @Option(names = "--entries", description = "Default: 5,000,000; with --quick 500,000.")
    private long entries;

    @Option(names = "--rounds", description = "Default: 3; with --quick 1.")
    private int rounds;

    @Option(names = "--only", description = "Only workloads whose names match wholly; changes no page.")
    private @Nullable Pattern only;

    @Option(
            names = "--engines",
            split = ",",
            description = "Default: all; fewer change no page, nor does a run in which one failed.")
    private List<EngineKind> engines = List.of(EngineKind.values());

    @Option(names = "--directory", description = "Where the data are meanwhile; default: benchmarks/target.")
    private @Nullable Path directory;

    @Option(names = "--root", required = true, hidden = true)
    private Path root = Path.of("");

    private final Instant started = Instant.now();
    private final List<Round> measured = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StorageCompare())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        entries = entries > 0 ? entries : quick ? 500_000 : 5_000_000;
        rounds = rounds > 0 ? rounds : quick ? 1 : 3;
        Path parent = directory == null ? root.resolve("benchmarks/target") : directory;
        Files.createDirectories(parent);
        Path work = Files.createTempDirectory(parent, "storage-").toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAtExit(work)));
        Map<String, String> machine = Results.describeMachine(work);
        try {
            for (int round = 1; round <= rounds; round++) {
                measureRound(round, work);
            }
        } finally {
            Directories.delete(work);
        }
        StorageResults results = results(machine);
        Path file = write(results);
        say("Results: " + root.relativize(file));
        if (isWhole()) {
            StorageReport.into(
                    root.resolve("docs/benchmarks.md"),
                    results,
                    root.relativize(file).toString());
        } else {
            System.out.println(StorageReport.of(results));
        }
        return failures.isEmpty() ? 0 : 1;
    }

    /** For a run that is interrupted: the process that measures is ended at the same time, and may still make files. */
    private static void deleteAtExit(Path work) {
        for (int attempt = 0; attempt < 20 && Files.exists(work); attempt++) {
            Pauses.sleepMs(100);
            try {
                Directories.delete(work);
            } catch (IOException e) {
                // Again.
            }
        }
    }

    /** Every engine in turn, another one first in each round. */
    private void measureRound(int round, Path work) throws IOException {
        List<EngineKind> order = new ArrayList<>(engines);
        Collections.rotate(order, 1 - round);
        for (WorkloadKind workload : WorkloadKind.values()) {
            boolean wanted = only == null
                    ? !quick || workload.isQuick()
                    : only.matcher(workload.id()).matches();
            for (EngineKind engine : order) {
                if (wanted && workload.isFor(engine)) {
                    measure(engine, workload, round, work);
                }
            }
        }
    }

    private void measure(EngineKind engine, WorkloadKind workload, int round, Path work) throws IOException {
        Path data = work.resolve(engine.title + "-" + workload.id());
        EngineOptions options =
                new EngineOptions(entries, EngineOptions.CACHE_BYTES, EngineOptions.MEMTABLE_BYTES, workload.use());
        Job job = new Job(engine, workload, round, data.toString(), options, 42, quick ? 2 : 60, MAX_DISK_BYTES);
        try {
            Files.createDirectories(data);
            Round result = MeasuringProcess.run(job, work);
            measured.add(result);
            say("%d %-16s %-10s %,9.0f ns, CPU %,9.0f ns%s"
                    .formatted(
                            round,
                            workload.id(),
                            engine.title,
                            result.nanosEach(),
                            result.cpuNanosEach(),
                            result.stopped() ? ", stopped after %,d".formatted(result.operations()) : ""));
        } catch (IOException e) {
            failures.add("%s, %s: %s".formatted(workload.id(), engine.title, e.getMessage()));
            say(failures.getLast());
        } finally {
            Directories.delete(data);
        }
    }

    private boolean isWhole() {
        return failures.isEmpty() && only == null && engines.containsAll(Arrays.asList(EngineKind.values()));
    }

    private StorageResults results(Map<String, String> machine) {
        Map<String, String> descriptions = new LinkedHashMap<>();
        engines.forEach(engine -> descriptions.put(engine.title, engine.description));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "entries",
                "%,d of %d + %d bytes, %d of 100 bytes of a value random; %d rounds"
                        .formatted(entries, Entries.KEY_BYTES, Entries.VALUE_BYTES, Entries.DISTINCT_BYTES, rounds));
        settings.put(
                "all",
                "block cache %d MiB, memtables (write buffers) %d MiB where there are any; %s; each measurement in a JVM of its own after"
                                .formatted(
                                        EngineOptions.CACHE_BYTES >> 20,
                                        EngineOptions.MEMTABLE_BYTES >> 20,
                                        Jvm.options())
                        + " a smaller run of the same (but reopening, which is cold)");
        return new StorageResults(
                LocalDate.now(ZoneOffset.UTC).toString(),
                quick ? "quick" : "default",
                Results.minutesSince(started),
                machine,
                settings,
                descriptions,
                failures,
                measured);
    }

    private Path write(StorageResults results) throws IOException {
        Path file = root.resolve(isWhole() ? "benchmarks/results" : "benchmarks/target")
                .resolve(results.date() + "-storage.json");
        Files.createDirectories(file.getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), results);
        return file;
    }

    private void say(String line) {
        System.out.printf("%4d s  %s%n", Instant.now().getEpochSecond() - started.getEpochSecond(), line);
    }
}
