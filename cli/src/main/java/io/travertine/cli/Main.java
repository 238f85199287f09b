package io.travertine.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code travertine} command. */
@Command(
        name = "travertine",
        description =
                "A Kafka-compatible streaming store whose records can be queried with SQL the moment they are acknowledged.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServerCommand.class,
            DemoCommand.class,
            TopicCommand.class,
            ProduceCommand.class,
            ConsumeCommand.class,
            SqlCommand.class,
            CompactCommand.class,
            BenchCommand.class,
            VerifyCommand.class,
            RecoverCommand.class,
            InspectCommand.class,
            IdCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    boolean verbose;

    private Main() {}

    /** Exit codes: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        Main main = new Main();
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("travertine: " + Failure.describe(failure));
                    if (main.verbose) {
                        failure.printStackTrace(command.getErr());
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }
}
