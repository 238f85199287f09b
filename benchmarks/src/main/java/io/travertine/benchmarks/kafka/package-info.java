/** Travertine beside Apache Kafka: the same loads, the same client code, interleaved on one machine. */
@NullMarked
package io.travertine.benchmarks.kafka;

import org.jspecify.annotations.NullMarked;
