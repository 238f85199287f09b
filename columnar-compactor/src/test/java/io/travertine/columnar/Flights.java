package io.travertine.columnar;

import io.travertine.columnar.chunk.ChunkBuilder;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.chunk.TableFormat;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Assumptions;

/** The real records that lie in examples/flights. */
public final class Flights {
    public static final TableFormat FORMAT =
            TableFormat.open(true, List.of(new ColumnSchema("date", ColumnType.TIMESTAMP)));
    private static final int BATCH_RECORDS = 500;

    private Flights() {}

    /** The lines; the test is skipped where the file is not. */
    public static List<String> lines() throws Exception {
        Path file = Path.of(System.getProperty("travertine.root", ".."), "examples/flights/flights-200k.ndjson.gz");
        Assumptions.assumeTrue(Files.exists(file), file + " is not here");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    public static List<ByteBuffer> batches(List<String> lines) {
        List<ByteBuffer> batches = new ArrayList<>();
        for (int first = 0; first < lines.size(); first += BATCH_RECORDS) {
            List<SimpleRecord> records = lines.subList(first, Math.min(lines.size(), first + BATCH_RECORDS)).stream()
                    .map(line -> new SimpleRecord(1_000L, null, line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
            batches.add(TestBatches.batch(first, records));
        }
        return batches;
    }

    public static List<MemoryChunk> chunks(List<ByteBuffer> batches) throws Exception {
        List<MemoryChunk> chunks = new ArrayList<>();
        ChunkBuilder builder = new ChunkBuilder(FORMAT, 0, 0);
        for (ByteBuffer batch : batches) {
            while (!builder.append(batch, 1, batch.getLong(0))) {
                chunks.add(builder.snapshot());
                builder = new ChunkBuilder(FORMAT, 0, builder.nextOffset());
            }
        }
        chunks.add(builder.snapshot());
        return chunks;
    }
}
