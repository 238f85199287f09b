package io.travertine.broker.http;

import io.travertine.engine.Engine;

/** {@code POST /v1/topics/{topic}/compact}: brings the topic into columnar segments and reports what that did. */
record CompactTopic(Engine engine) implements Endpoint {
    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        String name = exchange.path("topic");
        Topics.require(engine, name);
        exchange.answer(200, engine.compact(name));
    }
}
