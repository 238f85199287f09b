package io.travertine.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;

/**
 * Where examples/flights/answers.json comes from: DuckDB, given the files and the partitions that Kafka's own partitioner chooses.
 * To write the file again after a change of the questions, run with {@code -Dtravertine.demo.write=true}.
 */
class KnownAnswersTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("travertine.root", ".."), "examples", "flights");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void answersAreThoseOfDuckDb() throws Exception {
        Answers answers = new Answers();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            load(connection.unwrap(DuckDBConnection.class));
            for (Question question : Question.ALL) {
                answers.put(question.name(), ask(connection, question.sql()));
            }
            String id = ask(connection, Question.ID_OF_LAST).getFirst().get(0).asText();
            Question byId = Question.byId(id);
            answers.put(byId.name(), ask(connection, byId.sql()));
        }
        Path known = EXAMPLE.resolve("answers.json");
        if (Boolean.getBoolean("travertine.demo.write")) {
            answers.write(known);
        }
        assertEquals(Files.readString(known), answers.toString());
    }

    @Test
    void sizesAreKnownBeforeTheyAreRead() throws Exception {
        FlightData data = new FlightData(EXAMPLE);
        for (FlightData.Lines lines : List.of(data.flights(), data.airports())) {
            try (InputStream in = lines.in()) {
                assertEquals(in.transferTo(OutputStream.nullOutputStream()), lines.bytes());
            }
        }
    }

    private static void load(DuckDBConnection connection) throws Exception {
        FlightData data = new FlightData(EXAMPLE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE flights (\"date\" TIMESTAMP, delay BIGINT, origin VARCHAR,"
                    + " destination VARCHAR, _timestamp TIMESTAMP, _partition INTEGER, _offset BIGINT, _id VARCHAR)");
            statement.execute("CREATE TABLE airports (iata VARCHAR, state VARCHAR)");
        }
        long[] nextOffset = new long[Question.PARTITIONS];
        try (BufferedReader lines = reader(data.flights().in());
                DuckDBAppender rows = connection.createAppender("main", "flights")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode flight = JSON.readTree(line);
                String origin = flight.get("origin").asText();
                int partition =
                        Utils.toPositive(Utils.murmur2(origin.getBytes(StandardCharsets.UTF_8))) % Question.PARTITIONS;
                long offset = nextOffset[partition]++;
                LocalDateTime date = LocalDateTime.parse(flight.get("date").asText(), DateTimeFormatter.ISO_DATE_TIME);
                rows.beginRow();
                rows.append(date).append(flight.get("delay").asLong());
                rows.append(origin).append(flight.get("destination").asText()).append(date);
                rows.append(partition).append(offset).append(partition + "/" + offset);
                rows.endRow();
            }
        }
        try (BufferedReader lines = reader(data.airports().in());
                DuckDBAppender rows = connection.createAppender("main", "airports")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode airport = JSON.readTree(line);
                rows.beginRow();
                rows.append(airport.get("iata").asText())
                        .append(airport.get("state").asText());
                rows.endRow();
            }
        }
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static List<JsonNode> ask(Connection connection, String sql) throws Exception {
        List<JsonNode> answer = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ArrayNode row = JSON.createArrayNode();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(toJson(rows.getObject(i)));
                }
                answer.add(row);
            }
        }
        return answer;
    }

    private static JsonNode toJson(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case Long number -> nodes.numberNode(number);
            case Integer number -> nodes.numberNode(number);
            case Double number -> nodes.numberNode(number);
            case Timestamp time ->
                nodes.textNode(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.toLocalDateTime()) + "Z");
            default -> nodes.textNode(value.toString());
        };
    }
}
