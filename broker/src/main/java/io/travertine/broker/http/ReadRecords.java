package io.travertine.broker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.travertine.engine.Engine;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition;
import io.travertine.engine.RecordView;
import io.travertine.engine.Topic;
import java.io.IOException;
import java.util.List;

/** {@code GET /v1/topics/{topic}/records}: records of one partition from an offset on. Read and sent page by page. */
record ReadRecords(Engine engine) implements Endpoint {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 100_000;
    private static final int PAGE = 64;
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery("partition", "offset", "limit");
        Topic topic = Topics.require(engine, exchange.path("topic"));
        int index = (int) exchange.query("partition", 0, 0, topic.partitions().size() - 1L);
        Partition partition = topic.partitions().get(index);
        long offset = exchange.query("offset", partition.logStartOffset(), 0, Long.MAX_VALUE);
        long limit = exchange.query("limit", DEFAULT_LIMIT, 0, MAX_LIMIT);
        try {
            write(exchange, partition, offset, limit);
        } catch (OffsetOutOfRangeException outside) {
            throw new Problem(416, "offset-out-of-range", "Offset out of range", String.valueOf(outside.getMessage()))
                    .with("logStartOffset", partition.logStartOffset())
                    .with("highWatermark", partition.highWatermark())
                    .exception();
        }
    }

    private void write(Exchange exchange, Partition partition, long offset, long limit)
            throws IOException, OffsetOutOfRangeException {
        try (JsonGenerator json = JSON.createGenerator(exchange.stream(200, "application/json"))) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            json.writeStartObject();
            json.writeArrayFieldStart("records");
            long next = offset;
            long left = limit;
            List<RecordView> page;
            do {
                page = engine.read(partition, next, (int) Math.min(PAGE, left));
                for (RecordView record : page) {
                    RecordJson.write(json, record, partition.topic());
                    next = record.offset() + 1;
                }
                left -= page.size();
            } while (!page.isEmpty() && left > 0);
            json.writeEndArray();
            json.writeNumberField("nextOffset", next);
            json.writeNumberField("highWatermark", partition.highWatermark());
            json.writeEndObject();
        }
    }
}
