package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that writes entries in batches of 100, says so, and waits to be killed. */
final class CrashingWriter {
    private static final String WRITTEN = "written";

    private CrashingWriter() {}

    static void runAndKill(Site site) throws IOException {
        List<String> arguments = List.of(
                site.kind().name(),
                site.directory().toString(),
                Long.toString(Reopen.count(site)),
                Long.toString(site.options().cacheBytes()),
                Long.toString(site.options().memtableBytes()),
                Long.toString(site.entries().seed()));
        Process process = new ProcessBuilder(Jvm.command(CrashingWriter.class, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals(WRITTEN)) {
                line = output.readLine();
            }
            process.destroyForcibly().waitFor();
            if (line == null) {
                throw new IOException("the writer ended before it had written all");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public static void main(String[] arguments) throws IOException {
        long count = Long.parseLong(arguments[2]);
        EngineOptions options =
                new EngineOptions(count, Long.parseLong(arguments[3]), Long.parseLong(arguments[4]), Use.ANYTHING);
        Entries entries = new Entries(Long.parseLong(arguments[5]));
        Engine engine = EngineKind.valueOf(arguments[0]).open(Path.of(arguments[1]), options);
        Writer writer = engine.writer(true);
        Batch batch = new Batch(100);
        for (long next = 0; next < count; next += batch.count) {
            entries.fill(batch, Entries.Keys.IN_ORDER, next, count, 0);
            writer.put(batch, Promise.CRASH);
        }
        System.out.println(WRITTEN);
        while (true) {
            Pauses.sleepMs(1_000);
        }
    }
}
