package io.travertine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.cli.output.Progress;
import io.travertine.cli.output.Units;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "compact",
        description = "Seal a topic's log and bring all of it into columnar segments.",
        mixinStandardHelpOptions = true)
final class CompactCommand implements Callable<Integer> {
    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Parameters(paramLabel = "TOPIC")
    private String topic = "";

    @Override
    public Integer call() throws Exception {
        JsonNode report;
        try (Progress progress = new Progress("compacting " + topic, -1, "")) {
            report = broker.http().compact(topic);
            progress.advance(1);
        }
        System.out.println(describe(topic, report));
        return 0;
    }

    /** One line about what a compaction did. The broker compacts sealed files by itself, and may have done all of it. */
    static String describe(String topic, JsonNode report) {
        long records = report.path("records").asLong();
        if (records == 0) {
            return topic + ": all records are in columnar segments";
        }
        return topic + ": " + Units.count(records, "record") + " into "
                + Units.count(report.path("segmentsWritten").asLong(), "segment") + " in "
                + Units.time(report.path("millis").asLong() * 1_000_000) + ": "
                + Units.bytes(report.path("bytesWritten").asLong()) + " written, "
                + Units.count(report.path("logFilesRetired").asLong(), "log file") + " retired";
    }
}
