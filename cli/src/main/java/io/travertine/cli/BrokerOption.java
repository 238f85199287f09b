package io.travertine.cli;

import io.travertine.client.TravertineClient;
import io.travertine.client.TravertineException;
import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which broker a command talks to. */
final class BrokerOption {
    /** Names the broker for the commands that talk to one; the broker itself has no use for it. */
    static final String VARIABLE = "TRAVERTINE_URL";

    @Option(
            names = "--http",
            paramLabel = "URL",
            defaultValue = "${env:" + VARIABLE + ":-http://127.0.0.1:8080}",
            converter = Address.class,
            description = "HTTP address of the broker (variable " + VARIABLE + "); default: ${DEFAULT-VALUE}.")
    private URI http = URI.create("http://127.0.0.1:8080");

    TravertineClient connect() throws Failure {
        try {
            return TravertineClient.connect(http);
        } catch (TravertineException e) {
            if (e.status() == 0) {
                throw Failure.noBroker(http, e);
            }
            throw e;
        }
    }

    /** {@code http://host:port}, or {@code host:port} for short. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            URI address = parse(text.contains("://") ? text : "http://" + text);
            if (address.getHost() == null) {
                throw new TypeConversionException("'" + text + "' is no address, as http://127.0.0.1:8080 is");
            }
            return address;
        }

        private static URI parse(String text) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new TypeConversionException("'" + text + "' is no address: " + e.getReason());
            }
        }
    }

    BrokerHttp http() {
        return new BrokerHttp(http);
    }
}
