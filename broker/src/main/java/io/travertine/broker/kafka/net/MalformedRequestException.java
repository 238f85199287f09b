package io.travertine.broker.kafka.net;

/** What a peer sent is no Kafka request; the connection can't go on. */
final class MalformedRequestException extends Exception {
    MalformedRequestException(String message) {
        super(message);
    }
}
