package io.travertine.cli;

import io.travertine.broker.Broker;
import io.travertine.broker.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "server",
        description = "Run a broker until SIGTERM or Ctrl-C, which end it cleanly.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Option(names = "--kafka-port", paramLabel = "N", description = "0: any free port (kafka.port).")
    private @Nullable String kafkaPort;

    @Option(names = "--http-port", paramLabel = "N", description = "0: any free port (http.port).")
    private @Nullable String httpPort;

    @Option(names = "--flight-port", paramLabel = "N", description = "Recorded, not yet served (flight.port).")
    private @Nullable String flightPort;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Written once the broker serves: a JSON object with its addresses.")
    private @Nullable Path readyFile;

    @Override
    public Integer call() throws Exception {
        System.setProperty("logback.configurationFile", "logback-server.xml");
        Logger log = LoggerFactory.getLogger("travertine");
        CountDownLatch stopped = new CountDownLatch(1);
        Signals.register("TERM", stopped::countDown);
        Signals.register("INT", stopped::countDown);
        try (Broker broker = Broker.start(config.load(System.getenv(), ports()))) {
            if (readyFile != null) {
                ReadyFile.write(readyFile, broker);
            }
            log.info(
                    "ready: Kafka {}, HTTP {}, data in {}",
                    broker.kafkaAddress(),
                    broker.httpAddress(),
                    broker.dataDirectory());
            stopped.await();
            log.info("stopping");
        } finally {
            if (readyFile != null) {
                Files.deleteIfExists(readyFile);
            }
        }
        log.info("stopped");
        return 0;
    }

    private List<Setting> ports() {
        List<Setting> ports = new ArrayList<>();
        add(ports, "kafka.port", kafkaPort, "--kafka-port");
        add(ports, "http.port", httpPort, "--http-port");
        add(ports, "flight.port", flightPort, "--flight-port");
        return ports;
    }

    private static void add(List<Setting> settings, String key, @Nullable String value, String option) {
        if (value != null) {
            settings.add(new Setting(key, value, "option " + option));
        }
    }
}
