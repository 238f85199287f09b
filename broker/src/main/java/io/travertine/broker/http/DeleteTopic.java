package io.travertine.broker.http;

import io.travertine.engine.Engine;

/** {@code DELETE /v1/topics/{topic}}: the topic and its records are gone when it is answered. */
record DeleteTopic(Engine engine) implements Endpoint {
    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        String name = exchange.path("topic");
        if (Topics.require(engine, name).internal()) {
            throw new Problem(403, "internal-topic", "Internal topic", "'" + name + "' belongs to the broker")
                    .exception();
        }
        if (!engine.deleteTopic(name)) {
            throw Problem.unknownTopic(name).exception();
        }
        exchange.answer(204);
    }
}
