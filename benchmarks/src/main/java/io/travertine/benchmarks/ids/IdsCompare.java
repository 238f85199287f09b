package io.travertine.benchmarks.ids;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code benchmarks/run ids}. */
@Command(
        name = "ids",
        mixinStandardHelpOptions = true,
        description = "Measures ids beside the JDK and three libraries and writes a section of docs/benchmarks.md.")
public final class IdsCompare implements Callable<Integer> {
    @Option(names = "--quick", description = "Three minutes instead of seven: fewer and shorter iterations.")
    private boolean quick;

    @Option(names = "--only", description = "Only benchmarks that match; changes no page.")
    private @Nullable String only;

    @Option(names = "--root", required = true, hidden = true)
    private Path root = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new IdsCompare()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Collection<RunResult> results = new Runner(options().build()).run();
        IdsReport report = new IdsReport(results);
        if (only == null) {
            report.into(root.resolve("docs/benchmarks.md"), LocalDate.now(ZoneOffset.UTC) + (quick ? ", quick" : ""));
        } else {
            System.out.println(report.tables());
        }
        return 0;
    }

    private ChainedOptionsBuilder options() {
        TimeValue iteration = quick ? TimeValue.milliseconds(300) : TimeValue.milliseconds(500);
        return new OptionsBuilder()
                .include(only == null ? "benchmarks[.]ids[.]" : only)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(4)
                .warmupTime(iteration)
                .measurementIterations(quick ? 5 : 12)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class);
    }
}
