package io.travertine.cli;

import io.travertine.cli.offline.Recovery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "recover",
        description = "Do offline what a broker does when it finds a data directory that was not closed.",
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Option(names = "--dry-run", description = "Only show what would be done, and what would be there afterwards.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        Path directory = config.load(Map.copyOf(System.getenv()), List.of()).dataDirectory();
        List<String> lines = dryRun ? Recovery.rehearse(directory) : Recovery.recover(directory);
        lines.forEach(System.out::println);
        System.out.println(dryRun ? "nothing was changed" : "recovered");
        return 0;
    }
}
