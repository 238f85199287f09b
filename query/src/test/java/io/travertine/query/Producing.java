package io.travertine.query;

import io.travertine.engine.AppendException;
import io.travertine.engine.AppendListener;
import io.travertine.engine.Partition;
import io.travertine.engine.Topic;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/** Puts records into the topics of an engine. */
final class Producing {
    private static final int BATCH = 500;

    private Producing() {}

    /** Appends the values in batches, to one partition after another, and waits until they are durable. */
    static void produce(Topic topic, List<String> values, ToLongFunction<String> timestamps) {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (int from = 0; from < values.size(); from += BATCH) {
            Partition partition =
                    topic.partitions().get(from / BATCH % topic.partitions().size());
            answers.add(append(partition, values.subList(from, Math.min(values.size(), from + BATCH)), timestamps));
        }
        answers.forEach(CompletableFuture::join);
    }

    private static CompletableFuture<Long> append(
            Partition partition, List<String> values, ToLongFunction<String> timestamps) {
        RecordBatchBuilder builder = new RecordBatchBuilder();
        builder.reset(0, Compression.NONE);
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            builder.append(timestamps.applyAsLong(value), new byte[0], 0, 0, bytes, 0, bytes.length);
        }
        ByteBuffer built = builder.build();
        return append(
                partition, ByteBuffer.allocate(built.remaining()).put(built).flip());
    }

    /** Appends a batch; the answer is its base offset, once it is durable. */
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
}
