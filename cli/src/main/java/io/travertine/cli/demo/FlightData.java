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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The files of examples/flights, as NDJSON. */
record FlightData(Path directory) {
    private static final int GZIP_SIZE_BYTES = 4;

    /** Lines, and how many bytes they are. */
    record Lines(InputStream in, long bytes) {}

    /** One flight a line, in departure order. */
    Lines flights() throws IOException {
        Path file = directory.resolve("flights-200k.ndjson.gz");
        return new Lines(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16), unzippedBytes(file));
    }

    /** As the last four bytes of a gzip file of one member have it. */
    private static long unzippedBytes(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer size = ByteBuffer.allocate(GZIP_SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.position(channel.size() - GZIP_SIZE_BYTES).read(size);
            return Integer.toUnsignedLong(size.getInt(0));
        }
    }

    /** One airport a line, with latitude and longitude as numbers. */
    Lines airports() throws IOException {
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
        return new Lines(new ByteArrayInputStream(lines.toByteArray()), lines.size());
    }
}
