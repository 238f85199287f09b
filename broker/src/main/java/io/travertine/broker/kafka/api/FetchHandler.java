package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.ByteBudget;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import java.util.concurrent.Executor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;

/**
 * Reads record batches. There are no fetch sessions: every answer says session 0, upon which a client names all its partitions in
 * every request.
 */
public final class FetchHandler implements RequestHandler<FetchRequest> {
    /** Up to so many bytes that are in memory are copied on the loop; more than that is the readers' work. */
    static final int MAX_BYTES_ON_LOOP = 1 << 20;

    final TopicLookup topics;
    final ByteBudget memory;
    final Executor readers;
    final int maxBytes;

    /**
     * @param memory for the records of answers until they are written out
     * @param readers read what is not in memory; bounded
     * @param maxBytes upper bound of an answer, whatever the client allows
     */
    public FetchHandler(Engine engine, ByteBudget memory, Executor readers, int maxBytes) {
        this.topics = new TopicLookup(engine);
        this.memory = memory;
        this.readers = readers;
        this.maxBytes = maxBytes;
    }

    @Override
    public void handle(FetchRequest request, Exchange exchange) {
        if (request.data().sessionId() != FetchMetadata.INVALID_SESSION_ID) {
            exchange.metrics().error(Errors.FETCH_SESSION_ID_NOT_FOUND);
            exchange.answer(request.getErrorResponse(0, Errors.FETCH_SESSION_ID_NOT_FOUND.exception()));
        } else if (request.isFromFollower()) {
            exchange.fail(Errors.INVALID_REQUEST.exception("this broker has no followers"));
        } else {
            new PendingFetch(this, request.data(), exchange).start();
        }
    }
}
