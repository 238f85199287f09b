package io.travertine.benchmarks.storage;

import java.io.IOException;

/** What is done to a store and measured. */
interface Workload {
    /** Before the store is opened; not measured. */
    default void prepare(Site site) throws IOException {}

    /** Whether opening the store is measured too. */
    default boolean measuresOpening() {
        return false;
    }

    /** Puts into the store what the workload needs; not measured. */
    default void load(Site site, Engine engine) throws IOException {}

    Outcome run(Site site, Engine engine, Limits limits) throws IOException;
}
