package io.travertine.benchmarks.kafka;

import java.io.IOException;
import org.apache.kafka.common.protocol.Errors;

/** The broker refused what a load asked for; the measurement is void. */
final class BrokerException extends IOException {
    private static final long serialVersionUID = 1;

    private BrokerException(String message) {
        super(message);
    }

    /** Throws unless the error code says there was none. */
    static void check(short errorCode, String doing) throws BrokerException {
        if (errorCode != Errors.NONE.code()) {
            Errors error = Errors.forCode(errorCode);
            throw new BrokerException("The broker answered " + error + " when " + doing + ": " + error.message());
        }
    }
}
