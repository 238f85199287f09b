package io.travertine.broker.kafka.api;

import io.netty.util.concurrent.Future;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.engine.FileRegion;
import io.travertine.engine.LogSlice;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition;
import io.travertine.engine.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fetch on its way.
 *
 * <ol>
 *   <li>Count what the partitions have beyond the offsets asked for. Enough, an error, or no patience: go on at 3.
 *   <li>Listen to the partitions, and set a timer. Whichever comes first: go on at 3.
 *   <li>Reserve memory for the answer; when there is none, wait for it as long as the client waits for records.
 *   <li>Find the batches, in the order of the request, until what is reserved is used up.
 *   <li>Read them, or see to it that they can be sent from the file they lie in.
 * </ol>
 *
 * Everything happens on the connection's loop, except that a reader does 5 for what is much or may not be in memory, and 4 for
 * what is so far from the end that the index to it may not be in memory either.
 */
final class PendingFetch {
    private static final Logger LOG = LoggerFactory.getLogger(PendingFetch.class);
    private static final long MEMORY_RETRY_MS = 10;
    private static final long NEAR_END_RECORDS = 10_000;

    private final FetchHandler handler;
    private final FetchRequestData request;
    private final Exchange exchange;
    private final FetchResponseData response = new FetchResponseData();
    private final List<Target> targets = new ArrayList<>();
    private final long deadlineNanos;

    private long availableBytes;

    /** Of the memory for answers. */
    private long heldBytes;

    /** What is being sent from files, which stay open meanwhile. */
    private List<Found> sending = List.of();

    private boolean failed;
    private boolean listening;
    private boolean over;
    private @Nullable Future<?> timer;

    PendingFetch(FetchHandler handler, FetchRequestData request, Exchange exchange) {
        this.handler = handler;
        this.request = request;
        this.exchange = exchange;
        deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.maxWaitMs());
    }

    void start() {
        exchange.whenFinished(this::cancel);
        for (FetchTopic topic : request.topics()) {
            resolve(topic);
        }
        targets.forEach(Target::measure);
        if (enough() || request.maxWaitMs() <= 0) {
            answer();
        } else {
            listen();
        }
    }

    private void resolve(FetchTopic asked) {
        Topic topic = handler.topics.find(asked.topicId(), asked.topic());
        FetchableTopicResponse answers =
                new FetchableTopicResponse().setTopic(asked.topic()).setTopicId(asked.topicId());
        response.responses().add(answers);
        for (FetchPartition fetch : asked.partitions()) {
            PartitionData answer = new PartitionData()
                    .setPartitionIndex(fetch.partition())
                    .setHighWatermark(FetchResponse.INVALID_HIGH_WATERMARK)
                    .setRecords(MemoryRecords.EMPTY);
            answers.partitions().add(answer);
            Partition partition = TopicLookup.partition(topic, fetch.partition());
            if (partition == null) {
                fail(answer, topic == null ? TopicLookup.unknown(asked.topicId()) : Errors.UNKNOWN_TOPIC_OR_PARTITION);
            } else {
                targets.add(new Target(partition, fetch.fetchOffset(), fetch.partitionMaxBytes(), answer));
            }
        }
    }

    private void fail(PartitionData answer, Errors error) {
        answer.setErrorCode(error.code());
        failed = true;
    }

    private boolean enough() {
        return failed || availableBytes >= request.minBytes();
    }

    private boolean expired() {
        return System.nanoTime() >= deadlineNanos;
    }

    private void listen() {
        listening = true;
        targets.forEach(target -> target.partition.addListener(target));
        // What came between the first look and now would not be told.
        targets.forEach(Target::measure);
        if (enough()) {
            answer();
        } else {
            timer = exchange.schedule(this::answer, request.maxWaitMs());
        }
    }

    private void stopListening() {
        if (listening) {
            listening = false;
            targets.forEach(target -> target.partition.removeListener(target));
        }
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** The answer is out, or the connection is gone. */
    private void cancel() {
        over = true;
        stopListening();
        handler.memory.release(heldBytes);
        heldBytes = 0;
        sending.forEach(Found::close);
        sending = List.of();
    }

    private void answer() {
        if (over) {
            return;
        }
        stopListening();
        if (availableBytes == 0) {
            finish();
            return;
        }
        heldBytes = handler.memory.reserveUpTo(Math.clamp(request.maxBytes(), 1, handler.maxBytes));
        if (heldBytes > 0) {
            read(heldBytes);
        } else if (expired()) {
            finish();
        } else {
            timer = exchange.schedule(this::answer, MEMORY_RETRY_MS);
        }
    }

    private void read(long maxBytes) {
        if (!targets.stream().allMatch(Target::nearEnd)) {
            onReader(() -> read(find(maxBytes)));
            return;
        }
        List<Found> found = find(maxBytes);
        if (copiedBytes(found) <= FetchHandler.MAX_BYTES_ON_LOOP
                && found.stream().allMatch(each -> each.slice.ready())) {
            found.forEach(Found::take);
            hold(found);
            finish();
        } else {
            onReader(() -> read(found));
        }
    }

    /** Whatever goes wrong, the client is answered. */
    private void onReader(Runnable work) {
        handler.readers.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                exchange.fail(e);
                throw e;
            }
        });
    }

    private void read(List<Found> found) {
        found.forEach(Found::load);
        found.forEach(Found::take);
        exchange.onLoop(() -> {
            hold(found);
            finish();
        });
    }

    /** The batches are there: from now on only what their copies take is held, and the files that they are sent from. */
    private void hold(List<Found> found) {
        if (over) {
            found.forEach(Found::close);
            return;
        }
        long bytes = copiedBytes(found);
        handler.memory.charge(bytes);
        handler.memory.release(heldBytes);
        heldBytes = bytes;
        sending = found;
    }

    private static long copiedBytes(List<Found> found) {
        return found.stream().mapToLong(Found::copiedBytes).sum();
    }

    /** Batches up to so many bytes, at least one. */
    private List<Found> find(long maxBytes) {
        List<Found> found = new ArrayList<>();
        long left = maxBytes;
        for (Target target : targets) {
            LogSlice slice = left <= 0 ? null : target.slice(left);
            if (slice == null) {
                continue;
            }
            int bytes = slice.estimatedBytes();
            if (bytes == 0 || (bytes > left && !found.isEmpty())) {
                slice.close();
            } else {
                left -= bytes;
                found.add(new Found(target, slice, bytes, slice.regions()));
            }
        }
        return found;
    }

    private void finish() {
        targets.forEach(Target::describe);
        for (FetchableTopicResponse topic : response.responses()) {
            topic.partitions().forEach(each -> exchange.metrics().error(Errors.forCode(each.errorCode())));
        }
        exchange.answer(FetchResponse.of(response));
    }

    /** One partition that is asked for. */
    private final class Target implements Partition.PartitionListener {
        final Partition partition;
        private final long offset;
        private final int maxBytes;
        private final PartitionData answer;
        private long available;

        Target(Partition partition, long offset, int maxBytes, PartitionData answer) {
            this.partition = partition;
            this.offset = offset;
            this.maxBytes = maxBytes;
            this.answer = answer;
        }

        @Override
        public void advanced(Partition advanced) {
            exchange.onLoop(() -> {
                if (listening) {
                    measure();
                    if (enough()) {
                        answer();
                    }
                }
            });
        }

        /** Counts anew what there is to read. */
        void measure() {
            long before = available;
            available = count();
            availableBytes += available - before;
        }

        /** Exact only as far as the request needs it: the usual minimum of one byte is there when there is a record. */
        private long count() {
            long end = partition.highWatermark();
            if (offset == end) {
                return 0;
            }
            if (offset < partition.logStartOffset() || offset > end) {
                fail(answer, Errors.OFFSET_OUT_OF_RANGE);
                return 0;
            }
            if (request.minBytes() <= 1) {
                return 1;
            }
            // Far from the end there is enough, or the rest of the log is thin: no need to look.
            if (!nearEnd()) {
                return request.minBytes();
            }
            LogSlice slice = slice(maxBytes);
            if (slice == null) {
                return 0;
            }
            try (slice) {
                return Math.max(1, slice.estimatedBytes());
            }
        }

        /** What is here is in the open file, or in one whose index was used a moment ago. */
        boolean nearEnd() {
            return partition.highWatermark() - offset <= NEAR_END_RECORDS;
        }

        @Nullable LogSlice slice(long left) {
            if (answer.errorCode() != Errors.NONE.code()) {
                return null;
            }
            try {
                return partition.slice(offset, (int) Math.min(left, maxBytes));
            } catch (OffsetOutOfRangeException e) {
                fail(answer, Errors.OFFSET_OUT_OF_RANGE);
            } catch (IOException e) {
                storageFailed(e);
            }
            return null;
        }

        void storageFailed(Exception cause) {
            String name = partition.topic().name();
            LOG.error("reading {}-{} from offset {} failed", name, partition.index(), offset, cause);
            fail(answer, Errors.KAFKA_STORAGE_ERROR);
            answer.setRecords(MemoryRecords.EMPTY);
        }

        /** The offsets as they are after the records were read, so that no record lies beyond them. */
        void describe() {
            if (answer.errorCode() == Errors.NONE.code()) {
                long end = partition.highWatermark();
                answer.setHighWatermark(end).setLastStableOffset(end).setLogStartOffset(partition.logStartOffset());
            }
        }
    }

    /** Batches found for a partition: sent from the regions they lie in, or copied when there are none. */
    private record Found(Target target, LogSlice slice, int bytes, List<FileRegion> regions) {
        int copiedBytes() {
            return regions.isEmpty() ? bytes : 0;
        }

        /** Blocks. */
        void load() {
            try {
                if (!regions.isEmpty() && !slice.ready()) {
                    slice.load();
                }
            } catch (IOException | RuntimeException e) {
                target.storageFailed(e);
            }
        }

        void take() {
            if (regions.isEmpty()) {
                copy();
            } else if (target.answer.errorCode() == Errors.NONE.code()) {
                target.answer.setRecords(new RegionRecords(regions, bytes));
            }
        }

        private void copy() {
            try (slice) {
                target.answer.setRecords(MemoryRecords.readableRecords(slice.read()));
            } catch (IOException | RuntimeException e) {
                target.storageFailed(e);
            }
        }

        void close() {
            if (!regions.isEmpty()) {
                slice.close();
            }
        }
    }
}
