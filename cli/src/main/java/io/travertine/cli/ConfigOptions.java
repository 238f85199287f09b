package io.travertine.cli;

import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.ConfigException;
import io.travertine.broker.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration of commands that open a data directory. */
final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "Configuration; default: config/travertine.yaml.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (data.directory).")
    private @Nullable Path data;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any key of the configuration; may be repeated.")
    private List<String> assignments = new ArrayList<>();

    boolean hasData() {
        return data != null;
    }

    /** @param options of the command itself, by their keys; null values are left out */
    BrokerConfig load(Map<String, String> environment, List<Setting> options) throws ConfigException, IOException {
        List<Setting> settings = new ArrayList<>();
        for (String assignment : assignments) {
            settings.add(Setting.parse(assignment, "--set"));
        }
        if (data != null) {
            settings.add(new Setting("data.directory", data.toString(), "option --data"));
        }
        settings.addAll(options);
        Map<String, String> ofTheServer = new HashMap<>(environment);
        ofTheServer.remove(BrokerOption.VARIABLE);
        return BrokerConfig.load(config == null ? shipped() : config, ofTheServer, settings);
    }

    private static @Nullable Path shipped() {
        Path file = Path.of(System.getProperty("travertine.root", "."), "config", "travertine.yaml");
        return Files.exists(file) ? file : null;
    }
}
