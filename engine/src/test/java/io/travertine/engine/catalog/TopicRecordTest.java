package io.travertine.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicRecordTest {
    private static List<String> schemas(String config) throws Exception {
        String json =
                "{\"name\":\"t\",\"id\":\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\",\"partitions\":[{\"shard\":0,\"number\":1}],"
                        + "\"config\":{" + config + "}}";
        TopicRecord read = TopicRecord.decode(json.getBytes(StandardCharsets.UTF_8));
        assertEquals(read, TopicRecord.decode(read.encode()));
        return read.schemas();
    }

    /** What was written before schemas had versions has the one that is set. */
    @Test
    void recordsWithoutVersionsHaveTheOneThatIsSet() throws Exception {
        assertEquals(List.of("{}"), schemas("\"travertine.schema\":\"{}\""));
        assertEquals(List.of(), schemas("\"travertine.schema\":\"\""));
        assertEquals(List.of(), schemas(""));
    }
}
