package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ProduceRequest;

/** Appends record batches. Whatever the acknowledgements asked for, a batch is acknowledged when it is durable. */
public final class ProduceHandler implements RequestHandler<ProduceRequest> {
    private final Engine engine;
    private final TopicLookup topics;

    public ProduceHandler(Engine engine) {
        this.engine = engine;
        this.topics = new TopicLookup(engine);
    }

    @Override
    public void handle(ProduceRequest request, Exchange exchange) {
        short acks = request.acks();
        if (acks < -1 || acks > 1) {
            exchange.fail(Errors.INVALID_REQUIRED_ACKS.exception());
        } else if (request.transactionalId() != null) {
            exchange.fail(Errors.UNSUPPORTED_VERSION.exception(InitProducerIdHandler.NO_TRANSACTIONS));
        } else {
            new PendingProduce(request.data(), exchange, acks != 0, engine.throttleMs()).append(topics);
        }
    }
}
