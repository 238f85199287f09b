package io.travertine.columnar.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.columnar.Cells;
import io.travertine.columnar.Flights;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightsDecodeTest {
    private static final int ROUNDS = Integer.getInteger("travertine.flights.rounds", 3);

    @Test
    void decodesTheWholeFile() throws Exception {
        List<String> lines = Flights.lines();
        List<ByteBuffer> batches = Flights.batches(lines);
        List<MemoryChunk> chunks = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            chunks = Flights.chunks(batches);
            double millis = (System.nanoTime() - begin) / 1e6;
            System.out.printf("decoded %,d records in %.0f ms%n", lines.size(), millis);
        }
        assertEquals(
                lines.size(), chunks.stream().mapToLong(MemoryChunk::rowCount).sum());
        assertEquals(
                lines.stream()
                        .filter(line -> line.contains("\"origin\":\"ATL\""))
                        .count(),
                fromAtlanta(chunks));
        assertEquals(ColumnType.INT64, typeOf(chunks.getFirst(), "delay"));
        assertEquals(ColumnType.STRING, typeOf(chunks.getFirst(), "origin"));
    }

    private static long fromAtlanta(List<MemoryChunk> chunks) throws Exception {
        ColumnSchema origin = new ColumnSchema("origin", ColumnType.STRING);
        Predicate atlanta =
                new Predicate.Comparison("origin", Predicate.Operator.EQUAL, "ATL".getBytes(StandardCharsets.UTF_8));
        ScanRequest request =
                new ScanRequest(List.of(origin), List.of(new ColumnPredicate(origin, atlanta)), Long.MAX_VALUE);
        long count = 0;
        for (MemoryChunk chunk : chunks) {
            count += Cells.rows(chunk.scan(request)).size();
        }
        return count;
    }

    private static ColumnType typeOf(MemoryChunk chunk, String name) {
        return chunk.schema()
                .column(chunk.schema().position(name).orElseThrow())
                .type();
    }
}
