package io.travertine.cli.demo;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The files of examples/flights, as NDJSON. */
record FlightData(Path directory) {
    /** One flight a line, in departure order. */
    InputStream flights() throws IOException {
        return new GZIPInputStream(
                new BufferedInputStream(Files.newInputStream(directory.resolve("flights-200k.ndjson.gz"))), 1 << 16);
    }

    /** One airport a line, with latitude and longitude as numbers. */
    InputStream airports() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        CsvSchema header = CsvSchema.emptySchema().withHeader();
        try (MappingIterator<ObjectNode> rows = new CsvMapper()
                .readerFor(ObjectNode.class)
                .with(header)
                .readValues(directory.resolve("airports.csv").toFile())) {
            while (rows.hasNext()) {
                ObjectNode airport = rows.next();
                airport.put("latitude", airport.get("latitude").asDouble());
                airport.put("longitude", airport.get("longitude").asDouble());
                lines.write(json.writeValueAsBytes(airport));
                lines.write('\n');
            }
        }
        return new ByteArrayInputStream(lines.toByteArray());
    }
}
