package io.travertine.broker.kafka;

import java.nio.file.Path;

/** Where tests get their engine. */
final class TestEngines {
    private TestEngines() {}

    /** The engine over this directory, opened again at each restart. */
    static TestBroker.EngineFactory in(Path directory) {
        MemoryEngine engine = new MemoryEngine();
        return engine::on;
    }
}
