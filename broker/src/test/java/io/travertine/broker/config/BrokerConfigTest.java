package io.travertine.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.broker.config.BrokerConfig.Compaction;
import io.travertine.broker.config.BrokerConfig.Groups;
import io.travertine.broker.config.BrokerConfig.Kafka;
import io.travertine.broker.config.BrokerConfig.Listener;
import io.travertine.broker.config.BrokerConfig.Log;
import io.travertine.broker.config.BrokerConfig.Query;
import io.travertine.broker.config.BrokerConfig.Topics;
import io.travertine.storage.log.Fsync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerConfigTest {
    private static final long MIB = 1L << 20;

    private static final Path SHIPPED =
            Path.of(System.getProperty("travertine.root", ".."), "config", "travertine.yaml");

    @TempDir
    Path directory;

    @Test
    void defaults() {
        assertEquals(
                new BrokerConfig(
                        Path.of("data"),
                        new Kafka(new Listener("127.0.0.1", 9092), new Listener("", 0), 104_857_600, 4_000),
                        new Listener("127.0.0.1", 8080),
                        new Listener("127.0.0.1", 32010),
                        new Log(Fsync.ALWAYS, 256 * MIB, Duration.ofHours(1), 262_144, 1),
                        256 * MIB,
                        new Compaction(true, 8192 * MIB),
                        new Topics(true, 1),
                        new Query(512 * MIB, Duration.ofMinutes(5)),
                        new Groups(Duration.ZERO, Duration.ofSeconds(6), Duration.ofMinutes(30))),
                BrokerConfig.defaults());
    }

    @Test
    void everyKeyCanBeSet() throws Exception {
        BrokerConfig config = load(Map.of(), """
                data: {directory: /srv/t}
                kafka: {host: 0.0.0.0, port: 1, advertised-host: k.example, advertised-port: 2, max-request-bytes: 1MiB,
                        max-connections: 3}
                http: {host: 0.0.0.1, port: 4}
                flight: {host: 0.0.0.2, port: 5}
                log: {fsync: os, file-bytes: 2MiB, roll-after: 7m, gather-bytes: 8KiB, shards: 6}
                memory: {budget-bytes: 1GiB}
                compaction: {background: false, hot-log-bytes: 9MiB}
                topics: {auto-create: false, default-partitions: 10}
                query: {memory-bytes: 11MiB, timeout: 12ms}
                groups: {initial-rebalance-delay: 13s, min-session-timeout: 14ms, max-session-timeout: 15m}
                """);
        assertEquals(
                new BrokerConfig(
                        Path.of("/srv/t"),
                        new Kafka(new Listener("0.0.0.0", 1), new Listener("k.example", 2), 1_048_576, 3),
                        new Listener("0.0.0.1", 4),
                        new Listener("0.0.0.2", 5),
                        new Log(Fsync.OS, 2 * MIB, Duration.ofMinutes(7), 8_192, 6),
                        1024 * MIB,
                        new Compaction(false, 9 * MIB),
                        new Topics(false, 10),
                        new Query(11 * MIB, Duration.ofMillis(12)),
                        new Groups(Duration.ofSeconds(13), Duration.ofMillis(14), Duration.ofMinutes(15))),
                config);
    }

    @Test
    void shippedFileHasEveryKeyWithItsDefault() throws Exception {
        Map<String, String> inFile = new TreeMap<>();
        for (Setting setting : YamlSettings.read(SHIPPED)) {
            inFile.put(setting.key(), setting.text());
        }
        Map<String, String> known = new TreeMap<>();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            known.put(key.name(), key.defaultText());
        }
        assertEquals(known, inFile);
    }

    @Test
    void commandLineWinsOverVariableOverFile() throws Exception {
        Path file = write("http: {port: 1}\nkafka: {port: 1}\nflight: {port: 1}\n");
        BrokerConfig config = BrokerConfig.load(
                file,
                Map.of("TRAVERTINE_HTTP_PORT", "2", "TRAVERTINE_KAFKA_PORT", "2", "TRAVERTINE_JAVA_HOME", "/opt/jdk"),
                List.of(Setting.parse("http.port=3", "--set")));
        assertEquals(3, config.http().port());
        assertEquals(2, config.kafka().listener().port());
        assertEquals(1, config.flight().port());
    }

    @Test
    void groupsWithoutKeysAreEmpty() throws Exception {
        assertEquals(BrokerConfig.defaults(), load(Map.of(), "# nothing\nkafka:\n  # port: 1\nhttp:\n"));
    }

    @Test
    void mistakesAreNamedWithTheirPlace() throws Exception {
        refused("there is no key 'kafka.prot'; the nearest is 'kafka.port'", ":2:", "kafka:\n  prot: 9092\n");
        refused("http.port is '70000', expected a whole number from 0 to 65535", ":1:", "http: {port: 70000}");
        refused("log.fsync is 'never', expected one of always, os", ":2:", "log:\n  fsync: never");
        refused("log.gather-bytes is '12 parsecs', expected a size from", ":1:", "log: {gather-bytes: 12 parsecs}");
        refused("query.timeout is '5 fortnights', expected a time from", ":1:", "query: {timeout: 5 fortnights}");
        refused(
                "memory.budget-bytes is '99999999999999GiB', expected a size",
                ":1:",
                "memory: {budget-bytes: 99999999999999GiB}");
        refused("topics.auto-create is 'yes', expected true or false", ":1:", "topics: {auto-create: yes}");
        refused("'kafka.port' was set before at ", ":3:", "kafka:\n  port: 1\nkafka.port: 2\n");
        refused("found a list or a bare value", ":1:", "kafka: [1, 2]");
        refused("this is not YAML", ":2:", "kafka:\n\tport: 1\n");
        refused("groups.min-session-timeout (PT1H) is longer", "", "groups: {min-session-timeout: 1h}");
    }

    @Test
    void mistakesInVariablesAndOptions() {
        refusedVariable(
                "TRAVERTINE_HTPP_PORT sets no known key; the nearest is TRAVERTINE_HTTP_PORT", "TRAVERTINE_HTPP_PORT");
        refusedVariable(
                "variable TRAVERTINE_HTTP_PORT: http.port is 'x', expected a whole number", "TRAVERTINE_HTTP_PORT");
        ConfigException noValue = assertThrows(ConfigException.class, () -> Setting.parse("http.port", "--set"));
        assertEquals("option --set: found 'http.port', expected key=value", noValue.getMessage());
    }

    @Test
    void missingFile() {
        Path missing = directory.resolve("none.yaml");
        ConfigException e = assertThrows(ConfigException.class, () -> BrokerConfig.load(missing, Map.of(), List.of()));
        assertEquals("there is no configuration file " + missing, e.getMessage());
    }

    @Test
    void fileThatCannotBeRead() throws Exception {
        ConfigException e =
                assertThrows(ConfigException.class, () -> BrokerConfig.load(directory, Map.of(), List.of()));
        assertEquals(true, e.getMessage().startsWith("the configuration file " + directory + " cannot be read"));
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xc3, 0x28});
        e = assertThrows(ConfigException.class, () -> BrokerConfig.load(binary, Map.of(), List.of()));
        assertEquals(binary + ": this is not text in UTF-8", e.getMessage());
    }

    private void refused(String expected, String line, String yaml) {
        ConfigException e = assertThrows(ConfigException.class, () -> load(Map.of(), yaml), yaml);
        assertEquals(true, e.getMessage().contains(expected), e.getMessage());
        assertEquals(true, e.getMessage().contains(line), e.getMessage());
    }

    private static void refusedVariable(String expected, String variable) {
        ConfigException e =
                assertThrows(ConfigException.class, () -> BrokerConfig.load(null, Map.of(variable, "x"), List.of()));
        assertEquals(true, e.getMessage().contains(expected), e.getMessage());
    }

    private BrokerConfig load(Map<String, String> environment, String yaml) throws ConfigException, IOException {
        return BrokerConfig.load(write(yaml), environment, List.of());
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("test.yaml"), yaml);
    }
}
