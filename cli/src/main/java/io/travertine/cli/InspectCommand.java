package io.travertine.cli;

import io.travertine.cli.offline.FileInspector;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        description = "Print what is in a file of a data directory: a log file, a segment, metadata. Changes nothing.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--details", description = "Every batch of a log file, every change of a metadata file.")
    private boolean details;

    @Override
    public Integer call() throws Exception {
        FileInspector.print(file, details, System.out);
        return 0;
    }
}
