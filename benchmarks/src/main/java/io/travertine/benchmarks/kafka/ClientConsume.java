package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic, again and again from the beginning, with Kafka's own consumer. The client is the limit. */
record ClientConsume(Payload payload) implements Load {
    private static final Duration POLL = Duration.ofMillis(100);

    @Override
    public String client() {
        return "kafka-clients";
    }

    @Override
    public void prepare(InetSocketAddress broker, Topic topic) throws IOException {
        new RawConsume(payload).prepare(broker, topic);
    }

    @Override
    public Outcome run(InetSocketAddress broker, Topic topic, long nanos) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions(); i++) {
            partitions.add(new TopicPartition(topic.name(), i));
        }
        long records = 0;
        long bytes = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = ClientSettings.consumer(broker)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    records++;
                    bytes += record.serializedValueSize();
                }
                for (TopicPartition partition : partitions) {
                    if (consumer.position(partition) == end.getOrDefault(partition, 0L)) {
                        consumer.seekToBeginning(List.of(partition));
                    }
                }
            }
            return new Outcome(records, bytes, 0, System.nanoTime() - start, new Latencies());
        }
    }
}
