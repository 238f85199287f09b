package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import java.util.concurrent.Executor;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;

/** Numbers producers, so that what they send again after a broken connection is recognised. */
public final class InitProducerIdHandler implements RequestHandler<InitProducerIdRequest> {
    static final String NO_TRANSACTIONS =
            "this broker does not offer transactions: use an idempotent producer, without transactional.id";

    private final Engine engine;
    private final Executor administration;

    public InitProducerIdHandler(Engine engine, Executor administration) {
        this.engine = engine;
        this.administration = administration;
    }

    @Override
    public void handle(InitProducerIdRequest request, Exchange exchange) {
        if (request.data().transactionalId() != null) {
            exchange.fail(Errors.UNSUPPORTED_VERSION.exception(NO_TRANSACTIONS));
            return;
        }
        exchange.answerBlocking(
                administration,
                () -> new InitProducerIdResponse(new InitProducerIdResponseData()
                        .setProducerId(engine.nextProducerId())
                        .setProducerEpoch((short) 0)));
    }
}
