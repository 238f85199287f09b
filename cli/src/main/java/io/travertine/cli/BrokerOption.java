package io.travertine.cli;

import io.travertine.client.TravertineClient;
import io.travertine.client.TravertineException;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which broker a command talks to. */
final class BrokerOption {
    @Option(
            names = "--http",
            paramLabel = "URL",
            defaultValue = "${env:TRAVERTINE_URL:-http://127.0.0.1:8080}",
            description = "HTTP address of the broker (variable TRAVERTINE_URL); default: ${DEFAULT-VALUE}.")
    private URI http = URI.create("http://127.0.0.1:8080");

    TravertineClient connect() throws Failure {
        try {
            return TravertineClient.connect(http);
        } catch (TravertineException e) {
            if (e.status() == 0) {
                throw new Failure(
                        "no broker answers at " + http
                                + "; start one with './travertine server', or name another with --http",
                        e);
            }
            throw e;
        }
    }

    BrokerHttp http() {
        return new BrokerHttp(http);
    }
}
