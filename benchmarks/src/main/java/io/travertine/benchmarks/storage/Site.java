package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Where and how a store is opened, and what goes into it. */
record Site(EngineKind kind, Path directory, EngineOptions options, Entries entries) {
    Engine open() throws IOException {
        return kind.open(directory, options);
    }

    /** How many entries the workload is for. */
    long count() {
        return options.entries();
    }
}
