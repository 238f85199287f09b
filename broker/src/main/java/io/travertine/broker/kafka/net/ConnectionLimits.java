package io.travertine.broker.kafka.net;

/**
 * What one connection may do.
 *
 * @param maxRequestBytes a larger request closes the connection
 * @param maxPipelined so many requests may wait or be under way before the connection is no longer read
 * @param requestTimeoutMs a request must have arrived whole so long after its first byte
 * @param stallTimeoutMs a peer that takes nothing of its answers for so long is closed when the memory for answers is used up
 */
public record ConnectionLimits(int maxRequestBytes, int maxPipelined, long requestTimeoutMs, long stallTimeoutMs) {}
