package io.travertine.broker.kafka.net;

import org.apache.kafka.common.requests.AbstractRequest;

/**
 * Answers one kind of request. Called on the connection's loop and must not block it; the exchange is answered once, at any time,
 * from any thread.
 */
@FunctionalInterface
public interface RequestHandler<R extends AbstractRequest> {
    /**
     * @param request its buffers (records) are valid until the call returns, unless {@link Exchange#retainRequest} was called
     * @throws Exception becomes the answer, in the request's own form
     */
    void handle(R request, Exchange exchange) throws Exception;
}
