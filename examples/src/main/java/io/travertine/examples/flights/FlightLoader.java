package io.travertine.examples.flights;

import io.travertine.client.TravertineClient;
import io.travertine.client.ValidProducer;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.validation.Violation;
import io.travertine.schema.validation.Violations;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads flights as lines of JSON, sends what is valid as binary rows, and counts what is not by the reason. */
public final class FlightLoader {
    private final TravertineClient client;
    private final Map<String, Integer> refused = new TreeMap<>();
    private long sent;

    public FlightLoader(TravertineClient client) {
        this.client = client;
        client.topics().create(FlightType.INSTANCE, 1, Map.of("travertine.format", "row"));
    }

    /** Returns when every flight that was sent is durable. */
    public void load(BufferedReader lines) throws IOException {
        JsonReader json = new JsonReader();
        Violations violations = new Violations();
        try (ValidProducer<Flight> producer = client.producer(FlightType.INSTANCE)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Flight flight;
                try {
                    flight = FlightType.INSTANCE.read(json.reset(line.getBytes(StandardCharsets.UTF_8)));
                } catch (JsonException malformed) {
                    refused.merge("no flight", 1, Integer::sum);
                    continue;
                }
                FlightType.INSTANCE.validate(flight, violations.reset());
                if (violations.isEmpty()) {
                    producer.send(flight.origin(), FlightType.INSTANCE.require(flight));
                    sent++;
                } else {
                    for (Violation violation : violations.list()) {
                        refused.merge(violation.path() + " " + violation.message(), 1, Integer::sum);
                    }
                }
            }
        }
    }

    /** How many flights were sent. */
    public long sent() {
        return sent;
    }

    /** How often each reason was found. */
    public Map<String, Integer> refused() {
        return refused;
    }
}
