package io.travertine.broker.http;

import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import java.util.List;

/** {@code GET /v1/topics}. */
record ListTopics(Engine engine) implements Endpoint {
    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        exchange.answer(
                200, new TopicList(engine.topics().stream().map(Entry::of).toList()));
    }

    private record TopicList(List<Entry> topics) {}

    private record Entry(String name, String id, int partitions, boolean internal) {
        static Entry of(Topic topic) {
            return new Entry(
                    topic.name(), topic.id().toString(), topic.partitions().size(), topic.internal());
        }
    }
}
