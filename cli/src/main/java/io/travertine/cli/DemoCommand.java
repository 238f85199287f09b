package io.travertine.cli;

import io.travertine.broker.Broker;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.Setting;
import io.travertine.cli.demo.Demo;
import io.travertine.cli.demo.DemoOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Run a broker and take 200,000 flights through every door of it: HTTP in, Kafka out, SQL.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Option(names = "--keep", description = "Keep the broker running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "0", description = "Default: any free port.")
    private String kafkaPort = "0";

    @Option(names = "--http-port", paramLabel = "N", defaultValue = "0", description = "Default: any free port.")
    private String httpPort = "0";

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the answers there, as in examples/flights/answers.json.")
    private @Nullable Path answers;

    @Override
    public Integer call() throws Exception {
        @Nullable Path temporary = config.hasData() ? null : Files.createTempDirectory("travertine-demo-");
        CountDownLatch stopped = new CountDownLatch(1);
        Signals.register("TERM", stopped::countDown);
        Signals.register("INT", stopped::countDown);
        try (Broker broker = Broker.start(brokerConfig(temporary))) {
            DemoOutcome outcome = Demo.run(broker, examples(), System.out);
            if (answers != null) {
                outcome.answers().write(answers);
            }
            if (keep) {
                System.out.println(temporary == null ? "Ctrl-C ends it." : "Ctrl-C ends it and removes its data.");
                stopped.await();
            }
            return outcome.asExpected() ? 0 : 1;
        } finally {
            if (temporary != null) {
                remove(temporary);
            }
        }
    }

    private BrokerConfig brokerConfig(@Nullable Path temporary) throws Exception {
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("kafka.port", kafkaPort, "option --kafka-port"));
        settings.add(new Setting("http.port", httpPort, "option --http-port"));
        settings.add(new Setting("compaction.background", "false", "the demo, which compacts when it says so"));
        if (temporary != null) {
            settings.add(new Setting("data.directory", temporary.toString(), "the demo"));
        }
        return config.load(Map.of(), settings);
    }

    private static Path examples() throws Failure {
        Path flights = Path.of(System.getProperty("travertine.root", "."), "examples", "flights");
        if (!Files.isDirectory(flights)) {
            throw new Failure("the demo's data is not there: " + flights + "; run it by ./travertine of a source tree");
        }
        return flights;
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
