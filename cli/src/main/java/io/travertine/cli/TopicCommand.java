package io.travertine.cli;

import io.travertine.cli.output.RowPrinter;
import io.travertine.cli.output.RowPrinter.Format;
import io.travertine.cli.output.Units;
import io.travertine.client.TopicDescription;
import io.travertine.client.TopicDescription.PartitionOffsets;
import io.travertine.client.Topics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "topic",
        description = "List, create, describe, change and delete topics.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TopicCommand {
    @Command(
            name = "list",
            description = "All topics with their partitions and records.",
            mixinStandardHelpOptions = true)
    int list(@Mixin BrokerOption broker) throws Failure {
        Topics topics = broker.connect().topics();
        RowPrinter rows = table("topic", "partitions", "records");
        for (String name : topics.names()) {
            topics.describe(name).ifPresent(topic -> rows.row(List.of(name, topic.partitions(), records(topic))));
        }
        rows.finish();
        return 0;
    }

    @Command(
            name = "describe",
            description = "One topic: settings, and offsets by partition.",
            mixinStandardHelpOptions = true)
    int describe(@Mixin BrokerOption broker, @Parameters(paramLabel = "TOPIC") String name) throws Failure {
        TopicDescription topic = existing(broker.connect().topics(), name);
        System.out.println(topic.name() + "  id " + topic.id() + ", " + Units.count(records(topic)) + " records");
        new TreeMap<>(topic.config()).forEach((key, value) -> System.out.println("  " + key + " = " + value));
        RowPrinter rows = table("partition", "log start offset", "high watermark");
        for (PartitionOffsets partition : topic.offsets()) {
            rows.row(List.of(partition.partition(), partition.logStartOffset(), partition.highWatermark()));
        }
        rows.finish();
        return 0;
    }

    @Command(name = "create", description = "Create a topic.", mixinStandardHelpOptions = true)
    int create(
            @Mixin BrokerOption broker,
            @Parameters(paramLabel = "TOPIC") String name,
            @Option(names = "--partitions", paramLabel = "N", defaultValue = "1") int partitions,
            @Option(
                            names = "--config",
                            paramLabel = "KEY=VALUE",
                            description = "May be repeated; travertine.columns='date TIMESTAMP'")
                    @Nullable Map<String, String> config)
            throws Failure {
        Topics topics = broker.connect().topics();
        if (topics.describe(name).isPresent()) {
            throw new Failure("topic '" + name + "' exists already");
        }
        topics.create(name, partitions, config == null ? Map.of() : config);
        System.out.println("created " + name);
        return 0;
    }

    @Command(name = "delete", description = "Delete topics and all of their records.", mixinStandardHelpOptions = true)
    int delete(@Mixin BrokerOption broker, @Parameters(paramLabel = "TOPIC", arity = "1..*") List<String> names)
            throws Failure {
        Topics topics = broker.connect().topics();
        for (String name : names) {
            if (!topics.delete(name)) {
                throw unknown(name);
            }
            System.out.println("deleted " + name);
        }
        return 0;
    }

    @Command(name = "alter", description = "Change settings of a topic.", mixinStandardHelpOptions = true)
    int alter(
            @Mixin BrokerOption broker,
            @Parameters(paramLabel = "TOPIC") String name,
            @Option(names = "--config", paramLabel = "KEY=VALUE", description = "May be repeated.") @Nullable Map<String, String> config,
            @Option(names = "--unset", paramLabel = "KEY", description = "Back to the default; may be repeated.")
                    @Nullable List<String> unset)
            throws Exception {
        if (config == null && unset == null) {
            throw new Failure("nothing to change: name settings with --config KEY=VALUE or --unset KEY");
        }
        Map<String, AlterConfigOp> changes = new LinkedHashMap<>();
        if (config != null) {
            config.forEach(
                    (key, value) -> changes.put(key, new AlterConfigOp(new ConfigEntry(key, value), OpType.SET)));
        }
        if (unset != null) {
            unset.forEach(key -> changes.put(key, new AlterConfigOp(new ConfigEntry(key, ""), OpType.DELETE)));
        }
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Collection<AlterConfigOp> operations = new ArrayList<>(changes.values());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", broker.connect().kafkaAddress()))) {
            admin.incrementalAlterConfigs(Map.of(topic, operations)).all().get();
        } catch (ExecutionException e) {
            throw new Failure(Failure.describe(e.getCause() == null ? e : e.getCause()), e);
        }
        System.out.println("changed " + name);
        return 0;
    }

    private static RowPrinter table(String... columns) {
        return Format.TABLE.printer(List.of(columns), new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    }

    private static long records(TopicDescription topic) {
        return topic.offsets().stream()
                .mapToLong(partition -> partition.highWatermark() - partition.logStartOffset())
                .sum();
    }

    private static TopicDescription existing(Topics topics, String name) throws Failure {
        return topics.describe(name).orElseThrow(() -> unknown(name));
    }

    private static Failure unknown(String name) {
        return new Failure("there is no topic '" + name + "'; './travertine topic list' shows those there are");
    }
}
