package io.travertine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.ConfigException;
import io.travertine.cli.output.Units;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** What commands make of their options, and say. */
class CommandsTest {
    @Test
    void addressOfBrokerMayLackItsScheme() {
        BrokerOption.Address address = new BrokerOption.Address();
        assertEquals(URI.create("http://127.0.0.1:8080"), address.convert("127.0.0.1:8080"));
        assertEquals(URI.create("http://broker:8080"), address.convert("http://broker:8080"));
        for (String text : List.of("", "not an address", "http://")) {
            String message = assertThrows(TypeConversionException.class, () -> address.convert(text))
                    .getMessage();
            assertTrue(message.contains("is no address"), message);
        }
    }

    @Test
    void variableOfTheClientsIsNoneOfTheServers() throws Exception {
        BrokerConfig config = new ConfigOptions()
                .load(Map.of("TRAVERTINE_URL", "http://127.0.0.1:1", "TRAVERTINE_HTTP_PORT", "9080"), List.of());
        assertEquals(9080, config.http().port());
        assertThrows(
                ConfigException.class,
                () -> new ConfigOptions().load(Map.of("TRAVERTINE_HTTP_PROT", "9080"), List.of()));
    }

    @Test
    void compactionIsTold() {
        ObjectNode report = new ObjectMapper().createObjectNode();
        assertEquals("flights: all records are in columnar segments", CompactCommand.describe("flights", report));
        report.put("records", 1_000)
                .put("segmentsWritten", 1)
                .put("millis", 12)
                .put("bytesWritten", 2_048)
                .put("logFilesRetired", 0);
        assertEquals(
                "flights: 1,000 records into 1 segment in 12.0 ms: 2.0 KiB written, 0 log files retired",
                CompactCommand.describe("flights", report));
    }

    @Test
    void countsAgreeWithTheirNouns() {
        assertEquals("0 records", Units.count(0, "record"));
        assertEquals("1 record", Units.count(1, "record"));
        assertEquals("200,000 records", Units.count(200_000, "record"));
    }
}
