package io.travertine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.travertine.client.RowsAsJson;
import io.travertine.client.TravertineClient;
import io.travertine.schema.row.RowException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "consume",
        description =
                "Print records: values, or everything about them as JSON. Ends where the topic ended when it began.",
        mixinStandardHelpOptions = true)
final class ConsumeCommand implements Callable<Integer> {
    /** What is printed of a record. */
    enum Shown {
        VALUE,
        JSON
    }

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Parameters(paramLabel = "TOPIC")
    private String topic = "";

    @Option(names = "--partition", paramLabel = "N", description = "Only this partition.")
    private @Nullable Integer partition;

    @Option(names = "--offset", paramLabel = "N", description = "Begin at this offset; default: at the beginning.")
    private @Nullable Long offset;

    @Option(names = "--from-beginning", description = "Begin at the beginning; the default without --follow.")
    private boolean fromBeginning;

    @Option(names = "--follow", description = "Go on with what comes, until interrupted; begins at the end.")
    private boolean follow;

    @Option(
            names = "--group",
            paramLabel = "ID",
            description = "As a member of a group, from its committed offsets on.")
    private @Nullable String group;

    @Option(names = "--limit", paramLabel = "N", description = "End after so many records.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "VALUE", description = "value or json.")
    private Shown format = Shown.VALUE;

    private final ObjectMapper json = new ObjectMapper();
    private @Nullable RowsAsJson rows;

    @Override
    public Integer call() throws Exception {
        if (group != null && (partition != null || offset != null)) {
            throw new Failure(
                    "--group takes partitions and offsets from the group; leave out --partition and --offset");
        }
        Map<String, Object> settings = new HashMap<>();
        TravertineClient client = broker.connect();
        rows = client.rowsAsJson(topic);
        settings.put("bootstrap.servers", client.kafkaAddress());
        settings.put("auto.offset.reset", follow && !fromBeginning ? "latest" : "earliest");
        settings.put("allow.auto.create.topics", false);
        settings.put("enable.auto.commit", false);
        if (group != null) {
            settings.put("group.id", group);
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                OutputStream out = new BufferedOutputStream(System.out, 1 << 16)) {
            consume(consumer, out);
        }
        return 0;
    }

    private void consume(KafkaConsumer<byte[], byte[]> consumer, OutputStream out) throws Exception {
        List<TopicPartition> partitions = partitions(consumer);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        begin(consumer, partitions);
        long left = limit;
        while (left > 0 && (follow || !reached(consumer, ends))) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
            for (ConsumerRecord<byte[], byte[]> record : records) {
                long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), Long.MAX_VALUE);
                if (left > 0 && (follow || record.offset() < end)) {
                    print(record, out);
                    left--;
                }
            }
            out.flush();
            if (group != null) {
                consumer.commitSync();
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) throws Failure {
        List<TopicPartition> found = new ArrayList<>();
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        for (PartitionInfo info : known == null ? List.<PartitionInfo>of() : known) {
            if (partition == null || partition == info.partition()) {
                found.add(new TopicPartition(topic, info.partition()));
            }
        }
        if (found.isEmpty()) {
            throw new Failure(
                    "there is no topic '" + topic + "'" + (partition == null ? "" : " with partition " + partition));
        }
        return found;
    }

    private void begin(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        if (group != null) {
            consumer.subscribe(List.of(topic));
            return;
        }
        consumer.assign(partitions);
        if (offset != null) {
            partitions.forEach(each -> consumer.seek(each, offset));
        } else if (follow && !fromBeginning) {
            consumer.seekToEnd(partitions);
        } else {
            consumer.seekToBeginning(partitions);
        }
    }

    /** A group's other members read what is not assigned here. */
    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return !consumer.assignment().isEmpty()
                && consumer.assignment().stream()
                        .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
    }

    private void print(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        if (format == Shown.JSON) {
            out.write(describe(record));
        } else if (record.value() != null) {
            out.write(asJson(record.value()));
        }
        out.write('\n');
    }

    private byte[] describe(ConsumerRecord<byte[], byte[]> record) throws IOException {
        ObjectNode all = json.createObjectNode();
        all.put("partition", record.partition());
        all.put("offset", record.offset());
        all.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        all.put("key", text(record.key()));
        all.put("value", record.value() == null ? null : text(asJson(record.value())));
        ObjectNode headers = all.putObject("headers");
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return json.writeValueAsBytes(all);
    }

    /** A row as JSON, anything else as it is. */
    private byte[] asJson(byte[] value) {
        RowsAsJson known = rows;
        try {
            return known == null ? value : known.apply(value);
        } catch (RowException none) {
            return value;
        }
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
