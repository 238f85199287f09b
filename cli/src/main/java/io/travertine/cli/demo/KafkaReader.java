package io.travertine.cli.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A plain Kafka consumer that reads a topic from its beginning to where it now ends. */
final class KafkaReader {
    private KafkaReader() {}

    static KeyDigests read(String bootstrap, String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false, "max.poll.records", 10_000);
        KeyDigests digests = new KeyDigests();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    digests.add(new String(record.key(), StandardCharsets.UTF_8), record.value());
                }
            }
        }
        return digests;
    }
}
