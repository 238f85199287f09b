package io.travertine.broker.http;

import java.io.IOException;

/** The connection was closed or stalled: nobody is there to be answered. */
final class ClientGoneException extends IOException {
    ClientGoneException(String message) {
        super(message);
    }
}
