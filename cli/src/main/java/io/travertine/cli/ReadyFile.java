package io.travertine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.travertine.broker.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Tells whoever started the server that it serves, and where: one JSON object. The file appears whole or not at all.
 *
 * <pre>
 * {"kafka": "127.0.0.1:9092", "http": "http://127.0.0.1:8080", "flight": null, "pid": 4711, "dataDirectory": "/srv/data"}
 * </pre>
 */
final class ReadyFile {
    private ReadyFile() {}

    static void write(Path file, Broker broker) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode ready = json.createObjectNode();
        ready.put("kafka", broker.kafkaAddress());
        ready.put("http", broker.httpAddress().toString());
        ready.putNull("flight");
        ready.put("pid", ProcessHandle.current().pid());
        ready.put("dataDirectory", broker.dataDirectory().toString());
        Path absolute = file.toAbsolutePath();
        Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".unfinished");
        Files.writeString(unfinished, json.writeValueAsString(ready) + "\n");
        Files.move(unfinished, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
