package io.travertine.benchmarks.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The process that measures one workload of one engine. Its arguments are the file with the {@link Job} and the one for the {@link Round}. */
final class MeasuringProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WARM_UP_DIVISOR = 10;
    private static final long LEAST_WARM_UP = 20_000;
    private static final long MINUTES = 8;

    private MeasuringProcess() {}

    /** Starts one and waits for what it measured. */
    static Round run(Job job, Path work) throws IOException {
        Path jobFile = work.resolve("job.json");
        Path roundFile = work.resolve("round.json");
        Path log = work.resolve("log.txt");
        Files.deleteIfExists(roundFile);
        JSON.writeValue(jobFile.toFile(), job);
        AtomicReference<@Nullable Process> started = new AtomicReference<>();
        // Before the start: once this process is ending, nothing is started any more.
        Thread endWithThis = new Thread(() -> end(started.get()));
        Runtime.getRuntime().addShutdownHook(endWithThis);
        Process process = new ProcessBuilder(
                        Jvm.command(MeasuringProcess.class, List.of(jobFile.toString(), roundFile.toString())))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.set(process);
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("not done after " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
            removeHook(endWithThis);
        }
        if (!Files.exists(roundFile)) {
            List<String> lines = Files.readAllLines(log);
            throw new IOException(lines.stream()
                    .filter(line -> line.contains("Exception") || line.contains("Error"))
                    .findFirst()
                    .orElse("exit code " + process.exitValue()));
        }
        return JSON.readValue(roundFile.toFile(), Round.class);
    }

    private static void end(@Nullable Process process) {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs, or has run.
        }
    }

    public static void main(String[] arguments) throws IOException {
        Job job = JSON.readValue(new File(arguments[0]), Job.class);
        Path directory = Path.of(job.directory());
        Measuring measuring = new Measuring(job);
        long count = job.options().entries();
        if (job.workload() != WorkloadKind.REOPEN) {
            Path warmUp = directory.resolve("warm-up");
            Files.createDirectories(warmUp);
            measuring.warmUp(warmUp, Math.min(count, Math.max(LEAST_WARM_UP, count / WARM_UP_DIVISOR)));
            Directories.delete(warmUp);
        }
        Path data = directory.resolve("data");
        Files.createDirectories(data);
        Round round = measuring.measure(data, count);
        Path part = Path.of(arguments[1] + ".part");
        JSON.writeValue(part.toFile(), round);
        Files.move(part, Path.of(arguments[1]));
        // Whatever threads an engine has left.
        System.exit(0);
    }
}
