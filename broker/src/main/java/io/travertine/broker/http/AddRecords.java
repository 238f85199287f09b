package io.travertine.broker.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.travertine.broker.http.ingest.BadInputException;
import io.travertine.broker.http.ingest.FieldMapping;
import io.travertine.broker.http.ingest.IngestException;
import io.travertine.broker.http.ingest.IngestLimits;
import io.travertine.broker.http.ingest.IngestReport;
import io.travertine.broker.http.ingest.IngestSession;
import io.travertine.broker.http.ingest.InputRecord;
import io.travertine.broker.http.ingest.JsonRecordsReader;
import io.travertine.broker.http.ingest.NdjsonReader;
import io.travertine.broker.http.ingest.RecordReader;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicExistsException;
import io.travertine.engine.TopicSpec;
import io.travertine.schema.validation.Violation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/topics/{topic}/records}: stores the records of the body while it arrives, and answers when all are durable.
 * When something is wrong on the way, what stood before is stored and reported.
 */
final class AddRecords implements Endpoint {
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";

    /** From here on the engine's wish to slow down is told to the client instead of being waited for. */
    private static final int REFUSE_AT_THROTTLE_MS = 500;

    private final Engine engine;
    private final HttpOptions options;
    private final IngestLimits limits;
    private final Semaphore room;
    private final Counter records;

    AddRecords(Engine engine, HttpOptions options, MeterRegistry registry) {
        this.engine = engine;
        this.options = options;
        this.limits = new IngestLimits(options.batchBytes(), 4 * options.batchBytes(), options.batchesInFlight());
        this.room = new Semaphore(options.maxIngestRequests());
        this.records = registry.counter("travertine.http.ingest.records");
    }

    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery("key", "timestamp", "partition");
        checkMediaType(exchange);
        int throttleMs = engine.throttleMs();
        if (throttleMs >= REFUSE_AT_THROTTLE_MS) {
            throw Problem.busy("the memory budget is spent", 1 + throttleMs / 1000)
                    .exception();
        }
        if (!room.tryAcquire()) {
            throw Problem.busy(options.maxIngestRequests() + " ingest requests are served already", 1)
                    .exception();
        }
        try {
            ingest(exchange, topic(exchange.path("topic")));
        } finally {
            room.release();
        }
    }

    private static void checkMediaType(Exchange exchange) throws ProblemException {
        String type = exchange.mediaType();
        if (!type.equals(NDJSON) && !type.equals(JSON)) {
            throw Problem.unsupportedMediaType(
                            "Content-Type is '" + type + "'; " + NDJSON + " or " + JSON + " is expected")
                    .exception();
        }
        if (type.equals(JSON) && (exchange.query("key") != null || exchange.query("timestamp") != null)) {
            throw Problem.badRequest("query parameters 'key' and 'timestamp' go with " + NDJSON + "; in " + JSON
                            + " each record has its own")
                    .exception();
        }
    }

    private Topic topic(String name) throws IOException, ProblemException {
        Topic topic = engine.topic(name);
        if (topic == null && options.autoCreateTopics()) {
            topic = create(name);
        }
        if (topic == null) {
            throw Problem.unknownTopic(name).exception();
        }
        if (topic.internal()) {
            throw new Problem(403, "internal-topic", "Internal topic", "'" + name + "' belongs to the broker")
                    .exception();
        }
        return topic;
    }

    private Topic create(String name) throws IOException, ProblemException {
        try {
            return engine.createTopic(new TopicSpec(name, options.defaultPartitions(), Map.of()));
        } catch (TopicExistsException meanwhile) {
            return Topics.require(engine, name);
        } catch (IllegalArgumentException invalid) {
            throw Problem.badRequest(String.valueOf(invalid.getMessage())).exception();
        }
    }

    private void ingest(Exchange exchange, Topic topic) throws IOException, ProblemException {
        IngestSession session = new IngestSession(topic, limits, engine::throttleMs);
        Problem problem = null;
        try {
            session.addAll(reader(exchange, topic));
        } catch (BadInputException bad) {
            problem = badInput(bad);
        } catch (ZipException malformed) {
            problem = Dispatcher.malformedGzip(String.valueOf(malformed.getMessage()));
        } catch (EOFException malformed) {
            problem = Dispatcher.malformedGzip("it ends early");
        } catch (RequestBody.StalledBodyException stalled) {
            problem = Dispatcher.requestTimeout(stalled);
        } catch (IngestException failed) {
            // Found again by the check below, when everything has come to its end.
        }
        IngestReport report = session.settle();
        records.increment(report.count());
        try {
            session.check();
        } catch (IngestException failed) {
            problem = failed(topic, failed);
        }
        if (problem != null) {
            throw problem.with("count", report.count())
                    .with("partitions", report.partitions())
                    .exception();
        }
        exchange.answer(200, report);
    }

    private static RecordReader reader(Exchange exchange, Topic topic) throws IOException, ProblemException {
        int maxBytes = topic.config().maxMessageBytes();
        int partition = (int) exchange.query(
                "partition", InputRecord.NONE, 0, topic.partitions().size() - 1L);
        InputStream body = exchange.body();
        return exchange.mediaType().equals(NDJSON)
                ? new NdjsonReader(
                        body, new FieldMapping(exchange.query("key"), exchange.query("timestamp")), partition, maxBytes)
                : new JsonRecordsReader(body, partition, maxBytes);
    }

    static Problem badInput(BadInputException bad) {
        String detail = String.valueOf(bad.getMessage());
        Problem problem = switch (bad.kind()) {
            case MALFORMED -> new Problem(400, "bad-record", "Bad record", detail);
            case TOO_LARGE -> new Problem(413, "record-too-large", "Record too large", detail);
            case INVALID ->
                new Problem(422, "invalid-record", "Invalid record", detail)
                        .with(
                                "violations",
                                bad.violations().stream().map(AddRecords::json).toList());
        };
        Problem located = problem.with(bad.unit(), bad.number());
        return bad.position() > 0 ? located.with("position", bad.position()) : located;
    }

    private static Map<String, @Nullable Object> json(Violation violation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("path", violation.path());
        json.put("code", violation.code());
        json.put("message", violation.message());
        json.put("parameters", violation.parameters());
        return json;
    }

    static Problem failed(Topic topic, IngestException failed) {
        String detail = String.valueOf(failed.getMessage());
        if (failed.reason() == null) {
            String unknown = "storage failed; it is unknown whether the records behind those counted are stored: ";
            return new Problem(500, "storage-failed", "Storage failed", unknown + detail);
        }
        return switch (failed.reason()) {
            case TOO_LARGE -> new Problem(413, "record-too-large", "Record too large", detail);
            case TOPIC_DELETED -> Problem.unknownTopic(topic.name());
            case STORAGE_FAILED -> new Problem(503, "storage-failed", "Storage failed", detail);
            case CORRUPT, OUT_OF_ORDER_SEQUENCE, INVALID_PRODUCER_EPOCH, INVALID_RECORD ->
                new Problem(400, "batch-refused", "Batch refused", detail);
        };
    }
}
