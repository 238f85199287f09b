package io.travertine.examples.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.broker.Broker;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.Setting;
import io.travertine.client.QueryRows;
import io.travertine.client.TopicProducer;
import io.travertine.client.TravertineClient;
import io.travertine.ids.UuidV7;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In Travertine every record has an id: it is looked up by it in either text, and scanned by time between two ids. */
class TravertineTest {
    @TempDir
    Path directory;

    @Test
    void recordsAreFoundByIdAndByTime() throws Exception {
        try (Broker broker = Broker.start(config())) {
            TravertineClient client = TravertineClient.connect(broker.httpAddress());
            client.topics().create("notes", 1, Map.of());
            try (TopicProducer<Map<String, Object>> producer = client.producer("notes")) {
                for (int i = 0; i < 100; i++) {
                    producer.send(null, Map.of("n", i)).join();
                }
            }
            List<UuidV7> ids = ids(client, "SELECT _id FROM notes ORDER BY _id");
            assertEquals(100, ids.size());
            assertEquals(7, client.record(ids.get(7).toString()).orElseThrow().offset());
            assertEquals(
                    7,
                    client.record(ids.get(7).toUlid().toString()).orElseThrow().offset());
            UuidV7 first = UuidV7.firstAt(ids.get(20).instant());
            UuidV7 last = UuidV7.lastAt(ids.get(30).instant());
            List<UuidV7> scanned =
                    ids(client, "SELECT _id FROM notes WHERE _id BETWEEN ? AND ? ORDER BY _id", first, last);
            assertTrue(scanned.containsAll(ids.subList(20, 31)));
            assertTrue(scanned.stream().allMatch(id -> id.compareTo(first) >= 0 && id.compareTo(last) <= 0));
        }
    }

    private BrokerConfig config() throws Exception {
        return BrokerConfig.of(List.of(
                new Setting("data.directory", directory.toString(), "the example"),
                new Setting("kafka.port", "0", "the example"),
                new Setting("http.port", "0", "the example")));
    }

    private static List<UuidV7> ids(TravertineClient client, String sql, Object... parameters) {
        List<UuidV7> ids = new ArrayList<>();
        try (QueryRows rows = client.query(sql, parameters)) {
            while (rows.next()) {
                ids.add(UuidV7.parse(String.valueOf(rows.getString(0))));
            }
        }
        return ids;
    }
}
