package io.travertine.benchmarks.micro;

import io.travertine.benchmarks.ids.IdSection;
import io.travertine.benchmarks.schema.SchemaSection;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
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
import picocli.CommandLine.Parameters;

/** The commands {@code benchmarks/run ids} and {@code benchmarks/run schema}. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures a group of benchmarks beside their peers and writes a section of docs/benchmarks.md.")
public final class Compare implements Callable<Integer> {
    @Parameters(paramLabel = "SECTION", description = "ids or schema", converter = SectionByName.class)
    private Section section = IdSection.SECTION;

    @Option(names = "--quick", description = "Less than half the time: fewer and shorter iterations.")
    private boolean quick;

    @Option(names = "--only", description = "Only benchmarks that match; changes no page.")
    private @Nullable String only;

    @Option(names = "--root", required = true, hidden = true)
    private Path root = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Collection<RunResult> results = new Runner(options().build()).run();
        Report report = new Report(section, results);
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
                .include("benchmarks[.]" + section.name() + "[.].*" + (only == null ? "" : only))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(4)
                .warmupTime(iteration)
                .measurementIterations(quick ? 5 : 12)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class);
    }

    private static final class SectionByName implements CommandLine.ITypeConverter<Section> {
        private static final List<Section> ALL = List.of(IdSection.SECTION, SchemaSection.SECTION);

        @Override
        public Section convert(String name) {
            return ALL.stream()
                    .filter(section -> section.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException("'" + name + "' is none of "
                            + ALL.stream().map(Section::name).toList()));
        }
    }
}
