package io.travertine.broker.kafka.net;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** What the Kafka side counts. Meters are made when they are first needed and kept. Only on the loop. */
public final class KafkaMetrics {
    private final MeterRegistry meters;
    private final Map<ApiKeys, Timer> requests = new EnumMap<>(ApiKeys.class);
    private final Map<Errors, Counter> errors = new EnumMap<>(Errors.class);
    private final AtomicInteger connections = new AtomicInteger();
    private final Counter bytesIn;
    private final Counter bytesOut;
    private final Counter malformed;
    private final Counter refused;
    private final Counter stalled;

    public KafkaMetrics(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("travertine.kafka.connections", connections, AtomicInteger::get)
                .description("open connections of Kafka clients")
                .register(meters);
        bytesIn = counter("travertine.kafka.received", "bytes of requests");
        bytesOut = counter("travertine.kafka.sent", "bytes of answers");
        malformed = counter("travertine.kafka.malformed", "connections closed because of what the peer sent");
        refused = counter("travertine.kafka.refused", "connections refused because there are too many");
        stalled = counter(
                "travertine.kafka.stalled", "connections closed because the peer took nothing while memory was short");
    }

    /** Shows how much of a budget is used. */
    public void watch(String use, ByteBudget budget) {
        Gauge.builder("travertine.kafka.memory", budget, ByteBudget::usedBytes)
                .description("bytes held for clients")
                .tag("use", use)
                .strongReference(true)
                .register(meters);
    }

    public void opened() {
        connections.incrementAndGet();
    }

    public void closed() {
        connections.decrementAndGet();
    }

    public void refused() {
        refused.increment();
    }

    void stalled() {
        stalled.increment();
    }

    void malformed() {
        malformed.increment();
    }

    void received(int bytes) {
        bytesIn.increment(bytes);
    }

    void answered(ApiKeys api, long nanos, int bytes) {
        bytesOut.increment(bytes);
        requests.computeIfAbsent(api, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts one error in an answer. */
    public void error(Errors error) {
        if (error != Errors.NONE) {
            errors.computeIfAbsent(error, this::errorCounter).increment();
        }
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    private Timer timer(ApiKeys api) {
        return Timer.builder("travertine.kafka.requests")
                .description("requests, from the whole request received to the answer written")
                .tag("api", api.name)
                .register(meters);
    }

    private Counter errorCounter(Errors error) {
        return Counter.builder("travertine.kafka.errors")
                .description("errors in answers")
                .tag("error", error.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
