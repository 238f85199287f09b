package io.travertine.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows by the name of the question. As a file: one row a line, so that a diff shows which value differs. */
public final class Answers {
    private final Map<String, List<JsonNode>> rows = new LinkedHashMap<>();

    /** @param rows arrays of values */
    void put(String question, List<JsonNode> rows) {
        this.rows.put(question, List.copyOf(rows));
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answers answers && rows.equals(answers.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public String toString() {
        ObjectMapper json = new ObjectMapper();
        StringBuilder text = new StringBuilder("{");
        String separator = "\n";
        for (Map.Entry<String, List<JsonNode>> answer : rows.entrySet()) {
            text.append(separator)
                    .append(json.valueToTree(answer.getKey()).toString())
                    .append(": [");
            separator = "\n  ";
            for (JsonNode row : answer.getValue()) {
                text.append(separator).append(row);
                separator = ",\n  ";
            }
            text.append("\n]");
            separator = ",\n";
        }
        return text.append("\n}\n").toString();
    }
}
