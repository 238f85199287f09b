package io.travertine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.cli.output.CountingInput;
import io.travertine.cli.output.Progress;
import io.travertine.cli.output.Units;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "produce",
        description = "Send records, one a line, from a file or from standard input; done when all are durable.",
        mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {
    /** What a line is. */
    enum Lines {
        JSON,
        TEXT
    }

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Parameters(index = "0", paramLabel = "TOPIC")
    private String topic = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "May be gzipped (.gz); default: standard input.")
    private @Nullable Path file;

    @Option(names = "--key", paramLabel = "FIELD", description = "Field of the JSON value that becomes the key.")
    private @Nullable String key;

    @Option(names = "--timestamp", paramLabel = "FIELD", description = "Field that becomes the record's timestamp.")
    private @Nullable String timestamp;

    @Option(
            names = "--lines",
            paramLabel = "KIND",
            defaultValue = "JSON",
            description =
                    "json: each line is a JSON value; text: each line is a value as it stands. Default: ${DEFAULT-VALUE}.")
    private Lines lines = Lines.JSON;

    @Override
    public Integer call() throws Exception {
        if (lines == Lines.TEXT && (key != null || timestamp != null)) {
            throw new Failure("--key and --timestamp name fields of JSON values; with --lines text there are none");
        }
        long started = System.nanoTime();
        long bytes = file == null ? -1 : Files.size(file);
        long count;
        try (Progress progress = Progress.ofBytes("producing", bytes);
                InputStream input = open(progress)) {
            count = lines == Lines.JSON ? sendJson(input) : sendText(input);
        }
        long nanos = System.nanoTime() - started;
        System.err.println(
                Units.count(count, "record") + " in " + Units.time(nanos) + " (" + Units.rate(count, nanos) + ")");
        return 0;
    }

    private InputStream open(Progress progress) throws IOException {
        InputStream raw = new CountingInput(file == null ? System.in : Files.newInputStream(file), progress::advance);
        boolean zipped = file != null && file.toString().endsWith(".gz");
        return zipped ? new GZIPInputStream(raw, 1 << 16) : new BufferedInputStream(raw, 1 << 16);
    }

    private long sendJson(InputStream input) throws Exception {
        Map<String, String> mapping = new LinkedHashMap<>();
        if (key != null) {
            mapping.put("key", key);
        }
        if (timestamp != null) {
            mapping.put("timestamp", timestamp);
        }
        JsonNode answer = broker.http().ingest(topic, input, mapping);
        return answer.path("count").asLong();
    }

    private long sendText(InputStream input) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.connect().kafkaAddress(), "linger.ms", 5);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long count = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                LineInput values = new LineInput(input)) {
            for (byte[] value = values.next(); value != null && failure.get() == null; value = values.next()) {
                producer.send(new ProducerRecord<>(topic, value), (metadata, e) -> failure.compareAndSet(null, e));
                count++;
            }
        }
        @Nullable Exception failed = failure.get();
        if (failed != null) {
            throw new Failure("the broker refused a record: " + Failure.describe(failed), failed);
        }
        return count;
    }

    /** The lines of a stream as bytes, without their ends. */
    private record LineInput(InputStream in) implements AutoCloseable {
        byte @Nullable [] next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int b = in.read();
            if (b < 0) {
                return null;
            }
            for (; b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
            byte[] bytes = line.toByteArray();
            boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
            return carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
