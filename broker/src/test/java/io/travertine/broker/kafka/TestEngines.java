package io.travertine.broker.kafka;

import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import java.nio.file.Path;

/** Where tests get their engine. */
final class TestEngines {
    private TestEngines() {}

    /** The engine over this directory, opened again at each restart. */
    static TestBroker.EngineFactory in(Path directory) {
        return loop -> Engine.open(EngineOptions.builder(directory.resolve("data"))
                .loops(shard -> loop)
                .logFileBytes(4 << 20)
                .build());
    }
}
