package io.travertine.cli;

import io.travertine.cli.offline.DataVerifier;
import io.travertine.cli.output.Units;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        description =
                "Read every byte of a data directory that no broker has open, and check it; exit code 1 when something is damaged.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Override
    public Integer call() throws Exception {
        DataVerifier.Report report = DataVerifier.verify(
                config.load(Map.copyOf(System.getenv()), List.of()).dataDirectory());
        report.lines().forEach(System.out::println);
        System.out.println(report.problems() == 0 ? "all is whole" : Units.count(report.problems(), "problem"));
        return report.problems() == 0 ? 0 : 1;
    }
}
