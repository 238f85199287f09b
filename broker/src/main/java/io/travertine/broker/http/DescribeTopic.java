package io.travertine.broker.http;

import io.travertine.engine.Engine;

/** {@code GET /v1/topics/{topic}}: settings and offsets. */
record DescribeTopic(Engine engine) implements Endpoint {
    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        exchange.answer(200, Topics.describe(Topics.require(engine, exchange.path("topic"))));
    }
}
