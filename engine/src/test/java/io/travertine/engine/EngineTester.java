package io.travertine.engine;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.ScanRequest;
import io.travertine.schema.ColumnSchema;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import io.travertine.storage.batch.RecordBatchHeader;
import io.travertine.storage.batch.RecordCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What tests do with an engine. */
public final class EngineTester {
    private EngineTester() {}

    /** Appends values as one batch; the answer is its base offset, once it is durable. */
    public static CompletableFuture<Long> append(Partition partition, Compression compression, List<String> values) {
        RecordBatchBuilder builder = new RecordBatchBuilder();
        builder.reset(0, compression);
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            byte[] key = ("k" + value.length()).getBytes(StandardCharsets.UTF_8);
            builder.append(1_000L + value.length(), key, 0, key.length, bytes, 0, bytes.length);
        }
        ByteBuffer built = builder.build();
        return append(
                partition, ByteBuffer.allocate(built.remaining()).put(built).flip());
    }

    static CompletableFuture<Long> append(Partition partition, ByteBuffer batch) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        partition.loop().execute(() -> {
            try {
                partition.append(batch, new AppendListener() {
                    @Override
                    public void appended(long baseOffset, long baseIdHigh, long baseIdLow) {
                        answer.complete(baseOffset);
                    }

                    @Override
                    public void failed(Exception cause) {
                        answer.completeExceptionally(cause);
                    }
                });
            } catch (AppendException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** The values of a partition by log reads from an offset on. */
    static List<String> fetch(Partition partition, long offset) throws IOException, OffsetOutOfRangeException {
        List<String> values = new ArrayList<>();
        RecordCursor records = new RecordCursor();
        long next = offset;
        while (next < partition.highWatermark()) {
            try (LogSlice slice = partition.slice(next, 5_000)) {
                ByteBuffer batches = slice.read();
                while (batches.hasRemaining()) {
                    int at = batches.position();
                    int size = RecordBatchHeader.sizeInBytes(batches, at);
                    records.open(batches.slice(at, size));
                    while (records.next()) {
                        if (records.offset() >= next) {
                            values.add(new String(
                                    records.bytes(),
                                    records.valuePosition(),
                                    records.valueLength(),
                                    StandardCharsets.UTF_8));
                            next = records.offset() + 1;
                        }
                    }
                    batches.position(at + size);
                }
            }
        }
        return values;
    }

    /** A BIGINT column of a table by scan; nulls are left out. */
    static List<Long> longs(Engine engine, String table, String column) throws IOException {
        List<Long> values = new ArrayList<>();
        try (DatabaseSnapshot snapshot = engine.snapshot()) {
            TableSnapshot found = java.util.Objects.requireNonNull(snapshot.table(table));
            ColumnSchema schema =
                    found.schema().column(found.schema().position(column).orElseThrow());
            try (BatchSource source = found.scan(new ScanRequest(List.of(schema), List.of(), Long.MAX_VALUE))) {
                for (ColumnBatch batch = source.next(); batch != null; batch = source.next()) {
                    LongColumn longs = (LongColumn) batch.column(0);
                    int[] selection = batch.selection();
                    for (int i = 0; i < batch.selectedCount(); i++) {
                        int row = selection == null ? i : selection[i];
                        if (!longs.isNull(row)) {
                            values.add(longs.get(row));
                        }
                    }
                }
            }
        }
        return values;
    }
}
