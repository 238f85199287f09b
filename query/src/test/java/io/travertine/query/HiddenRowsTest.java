package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.Partition;
import io.travertine.engine.TopicSpec;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets whose records cannot be read have no rows, and no count counts them. */
class HiddenRowsTest {
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int RECORDS_AT = 61;

    @TempDir
    Path directory;

    @Test
    void areNotCounted() throws Exception {
        EngineOptions options =
                EngineOptions.builder(directory).backgroundCompaction(false).build();
        try (Engine engine = Engine.open(options);
                QueryEngine queries = new QueryEngine(engine, QueryOptions.DEFAULTS)) {
            Partition partition = engine.createTopic(new TopicSpec("t", 1, Map.of()))
                    .partitions()
                    .getFirst();
            Producing.append(partition, batch(3)).join();
            assertEquals(3, count(queries, "SELECT count(*) FROM t"));
            Producing.append(partition, malformed(batch(5))).join();
            Producing.append(partition, batch(2)).join();
            for (int layer = 0; layer < 2; layer++) {
                assertEquals(5, count(queries, "SELECT count(*) FROM t"));
                assertEquals(5, count(queries, "SELECT count(*) FROM t WHERE _offset >= 0"));
                assertEquals(5, count(queries, "SELECT count(_offset) FROM t"));
                engine.compact("t");
            }
        }
    }

    private static long count(QueryEngine queries, String sql) throws Exception {
        try (QueryResult result = queries.execute(sql, List.of())) {
            ColumnBatch batch = result.next();
            return ((LongColumn) batch.column(0)).get(0);
        }
    }

    private static ByteBuffer batch(int count) {
        RecordBatchBuilder builder = new RecordBatchBuilder();
        builder.reset(0, Compression.NONE);
        for (int i = 0; i < count; i++) {
            builder.append(1_000, "{\"n\":1}".getBytes());
        }
        ByteBuffer built = builder.build();
        return ByteBuffer.allocate(built.remaining()).put(built).flip();
    }

    private static ByteBuffer malformed(ByteBuffer batch) {
        for (int i = RECORDS_AT; i < batch.limit(); i++) {
            batch.put(i, (byte) 0x7f);
        }
        CRC32C crc = new CRC32C();
        crc.update(batch.duplicate().position(ATTRIBUTES_AT));
        return batch.putInt(CRC_AT, (int) crc.getValue());
    }
}
