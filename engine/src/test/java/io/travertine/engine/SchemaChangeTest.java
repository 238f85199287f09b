package io.travertine.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.ScanRequest;
import io.travertine.schema.ColumnSchema;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas change while records come, and while queries and compaction run: nothing is missing at any time. */
@Timeout(120)
class SchemaChangeTest {
    private static final int VERSIONS = 60;

    @TempDir
    Path directory;

    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean done;

    /** One column that has another name in every version. */
    private static String schema(int version) {
        String former =
                IntStream.range(1, version).mapToObj(i -> "\"c" + i + "\"").collect(Collectors.joining(","));
        return "{\"name\":\"t\",\"version\":" + version + ",\"fields\":[{\"name\":\"c" + version
                + "\",\"type\":\"int64\",\"formerNames\":[" + former + "]}]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "row"})
    void nothingIsMissingMeanwhile(String format) throws Exception {
        try (Engine engine = Engine.open(EngineOptions.builder(directory)
                        .logFileBytes(20_000)
                        .hotLogBytes(0)
                        .build());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Map<String, String> config = Map.of("travertine.format", format, "travertine.schema", schema(1));
            Topic topic = engine.createTopic(new TopicSpec("t", 1, config));
            List<Future<?>> others = new ArrayList<>();
            others.add(threads.submit(untilDone(() -> engine.compact("t"))));
            others.add(threads.submit(untilDone(() -> {
                int before = acknowledged.get();
                int found = values(engine);
                assertTrue(found >= before, () -> found + " of at least " + before + " are found");
                return found;
            })));
            try {
                for (int version = 1; version <= VERSIONS; version++) {
                    engine.alterTopic("t", Map.of("travertine.schema", schema(version)));
                    append(topic, "{\"c" + version + "\":" + version + "}");
                }
            } finally {
                done = true;
            }
            for (Future<?> other : others) {
                other.get();
            }
            assertEquals(VERSIONS, values(engine));
            engine.compact("t");
            assertEquals(VERSIONS, values(engine));
        }
    }

    private Callable<Object> untilDone(Callable<?> work) {
        return () -> {
            while (!done) {
                work.call();
            }
            return done;
        };
    }

    private void append(Topic topic, String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] value = Objects.requireNonNull(topic.recordFormat()).encode(text, 0, text.length);
        RecordBatchBuilder builder = new RecordBatchBuilder();
        builder.reset(0, Compression.NONE);
        builder.append(1_000, value, 0, -1, value, 0, value.length);
        ByteBuffer batch = builder.build();
        EngineTester.append(topic.partitions().getFirst(), batch).join();
        acknowledged.incrementAndGet();
    }

    /** How many values the table's own column has. */
    private static int values(Engine engine) throws IOException {
        int found = 0;
        try (DatabaseSnapshot snapshot = engine.snapshot()) {
            TableSnapshot table = Objects.requireNonNull(snapshot.table("t"));
            ColumnSchema column = table.schema().columns().getLast();
            try (BatchSource source = table.scan(new ScanRequest(List.of(column), List.of(), Long.MAX_VALUE))) {
                for (ColumnBatch batch = source.next(); batch != null; batch = source.next()) {
                    LongColumn longs = (LongColumn) batch.column(0);
                    int[] selection = batch.selection();
                    for (int i = 0; i < batch.selectedCount(); i++) {
                        found += longs.isNull(selection == null ? i : selection[i]) ? 0 : 1;
                    }
                }
            }
        }
        return found;
    }
}
