package io.travertine.cli.sql;

import io.travertine.cli.output.RowPrinter.Format;
import io.travertine.client.TravertineClient;
import io.travertine.client.TravertineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The prompt: statements end with a semicolon, commands begin with a backslash. */
public final class SqlShell {
    private static final String HELP = """
            statement;     run it; it may span lines
            \\d             tables
            \\d TABLE       columns of a table
            \\f FORMAT      print rows as table, csv or json
            \\q             leave (also Ctrl-D)
            TAB completes keywords, tables and columns; Ctrl-C drops what is typed; Ctrl-R searches the history.""";

    private final TravertineClient client;
    private final Tables tables;
    private final PrintWriter out;
    private Format format;

    private SqlShell(TravertineClient client, Format format, PrintWriter out) {
        this.client = client;
        this.tables = new Tables(client);
        this.format = format;
        this.out = out;
    }

    /** Reads and runs until the user leaves. */
    public static void run(TravertineClient client, Format format) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            SqlShell shell = new SqlShell(client, format, terminal.writer());
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("travertine")
                    .completer(new SqlCompleter(shell.tables))
                    .variable(LineReader.HISTORY_FILE, historyFile())
                    .option(LineReader.Option.CASE_INSENSITIVE, true)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            shell.out.println("Travertine " + client.version() + ". \\? for help.");
            shell.readAll(reader);
        }
    }

    private static Path historyFile() {
        return Path.of(System.getProperty("user.home"), ".travertine_history");
    }

    private void readAll(LineReader reader) {
        String pending = "";
        while (true) {
            try {
                String line = reader.readLine(pending.isEmpty() ? "sql> " : "  -> ");
                if (pending.isEmpty() && line.strip().startsWith("\\")) {
                    if (!command(line.strip())) {
                        return;
                    }
                    continue;
                }
                Statements.Script script = Statements.split(pending + line + "\n");
                script.complete().forEach(this::statement);
                pending = script.rest().isEmpty() ? "" : script.rest() + "\n";
            } catch (UserInterruptException e) {
                pending = "";
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    /** False when it was the last one. */
    private boolean command(String line) {
        String[] words = line.split("\\s+", 2);
        switch (words[0]) {
            case "\\q" -> {
                return false;
            }
            case "\\d" -> statement(words.length == 1 ? "SHOW TABLES" : "DESCRIBE " + Tables.quote(words[1].strip()));
            case "\\f" -> format(words.length == 1 ? "" : words[1].strip());
            case "\\?" -> out.println(HELP);
            default -> out.println("there is no command " + words[0] + "; \\? lists them");
        }
        out.flush();
        return true;
    }

    private void format(String name) {
        for (Format each : Format.values()) {
            if (each.name().equalsIgnoreCase(name)) {
                format = each;
                return;
            }
        }
        out.println("\\f is followed by table, csv or json");
    }

    private void statement(String sql) {
        try {
            out.println("(" + new QueryRunner(client, format, out).run(sql) + ")");
        } catch (TravertineException e) {
            out.println("error" + (e.sqlState() == null ? "" : " " + e.sqlState()) + ": " + e.getMessage());
        }
        out.println();
        out.flush();
        tables.refresh();
    }
}
