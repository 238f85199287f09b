package io.travertine.cli;

import io.travertine.cli.bench.Bench;
import io.travertine.cli.output.RowPrinter;
import io.travertine.cli.output.RowPrinter.Format;
import io.travertine.client.TravertineClient;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description =
                "Quick figures of a running broker: produce, latency, consume, query. One client, one topic of its own.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Option(names = "--records", paramLabel = "N", defaultValue = "500000", description = "Default: ${DEFAULT-VALUE}.")
    private int records = 500_000;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int partitions = 1;

    @Option(
            names = "--padding",
            paramLabel = "BYTES",
            defaultValue = "40",
            description = "Of each record's text; default: ${DEFAULT-VALUE}.")
    private int padding = 40;

    @Option(
            names = "--compression",
            paramLabel = "CODEC",
            defaultValue = "none",
            description = "none, lz4, zstd, snappy or gzip.")
    private String compression = "none";

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "TABLE", description = "table, csv or json.")
    private Format format = Format.TABLE;

    @Override
    public Integer call() throws Exception {
        TravertineClient client = broker.connect();
        RowPrinter rows = format.printer(
                List.of("what", "result", "detail"), new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        for (Bench.Figure figure : new Bench(client, records, partitions, padding, compression).run()) {
            rows.row(List.of(figure.what(), figure.result(), figure.detail()));
        }
        rows.finish();
        return 0;
    }
}
