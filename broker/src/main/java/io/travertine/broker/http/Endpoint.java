package io.travertine.broker.http;

/** Answers the requests of one route. */
@FunctionalInterface
interface Endpoint {
    /**
     * Runs on a virtual thread of the request's own, so it may block. What it throws becomes a problem response, unless the
     * response has begun to leave: then the connection is cut, so that the client sees that the answer is incomplete.
     */
    void serve(Exchange exchange) throws Exception;
}
