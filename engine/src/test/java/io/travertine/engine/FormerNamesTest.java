package io.travertine.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.storage.batch.Compression;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records from before a topic had a schema may have several of a field's former names. */
class FormerNamesTest {
    @TempDir
    Path directory;

    @Test
    void theFirstOfThemIsRead() throws Exception {
        try (Engine engine = Engine.open(EngineOptions.builder(directory).build())) {
            for (List<String> former : List.of(List.of("b", "c", "a", "d"), List.of("d", "a", "b", "c"))) {
                String name = "t" + former.getFirst();
                Topic topic = engine.createTopic(new TopicSpec(name, 1, Map.of()));
                EngineTester.append(
                                topic.partitions().getFirst(),
                                Compression.NONE,
                                List.of("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}"))
                        .join();
                engine.compact(name);
                String schema = "{\"name\":\"t\",\"fields\":[{\"name\":\"x\",\"type\":\"int64\",\"formerNames\":[\""
                        + String.join("\",\"", former) + "\"]}]}";
                engine.alterTopic(name, Map.of("travertine.schema", schema));
                assertEquals(
                        List.of((long) former.getFirst().charAt(0) - 'a' + 1), EngineTester.longs(engine, name, "x"));
            }
        }
    }
}
