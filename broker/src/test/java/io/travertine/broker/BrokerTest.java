package io.travertine.broker;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a broker from starting is found before it touches the data directory. */
class BrokerTest {
    @TempDir
    Path directory;

    @Test
    void portInUseLeavesNoDataDirectoryBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            for (String key : List.of("kafka.port", "http.port")) {
                String message = refusal(key, Integer.toString(taken.getLocalPort()));
                assertTrue(
                        message.startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + " (" + key + ")"),
                        message);
            }
        }
    }

    @Test
    void hostThatIsNoneIsNamed() throws Exception {
        String message = refusal("http.host", "no-such-host.invalid");
        assertTrue(message.contains("no-such-host.invalid") && message.endsWith("there is no such host"), message);
    }

    private String refusal(String key, String value) throws Exception {
        Path data = directory.resolve("data");
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("data.directory", data.toString(), "the test"));
        for (String port : List.of("kafka.port", "http.port")) {
            if (!port.equals(key)) {
                settings.add(new Setting(port, "0", "the test"));
            }
        }
        settings.add(new Setting(key, value, "the test"));
        BrokerConfig config = BrokerConfig.load(null, Map.of(), settings);
        String message =
                assertThrows(IOException.class, () -> Broker.start(config)).getMessage();
        assertTrue(Files.notExists(data));
        return message;
    }
}
