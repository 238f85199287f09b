package io.travertine.cli;

import io.travertine.cli.output.RowPrinter.Format;
import io.travertine.cli.sql.QueryRunner;
import io.travertine.cli.sql.QuerySummary;
import io.travertine.cli.sql.SqlShell;
import io.travertine.cli.sql.Statements;
import io.travertine.client.TravertineClient;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sql",
        description = "Ask: a prompt on a terminal; else statements from -c or standard input.",
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Option(names = "-c", paramLabel = "SQL", description = "Run these statements and end.")
    private @Nullable String statements;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "TABLE",
            description = "table, csv or json (an object a line).")
    private Format format = Format.TABLE;

    @Override
    public Integer call() throws Exception {
        TravertineClient client = broker.connect();
        if (statements == null && System.console() != null && System.console().isTerminal()) {
            SqlShell.run(client, format);
            return 0;
        }
        String script = statements != null ? statements : new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        QueryRunner runner = new QueryRunner(client, format, out);
        for (String statement : Statements.split(script).all()) {
            QuerySummary summary = runner.run(statement);
            if (format == Format.TABLE) {
                out.println("(" + summary + ")");
            }
            out.flush();
        }
        return 0;
    }
}
