package io.travertine.engine.shard;

import io.travertine.engine.AppendException;
import io.travertine.engine.AppendException.Reason;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a partition knows of idempotent producers (KIP-98): for each producer id its epoch and its last five batches, so that
 * a batch that is sent again is recognised and a gap is refused. Belongs to the shard's loop.
 *
 * <p>Bounded: the producer that was silent longest is forgotten when there are more than {@link #MAX_PRODUCERS}. A forgotten
 * producer's next batch is taken whatever its sequence number, as Kafka does after {@code producer.id.expiration.ms}.
 */
final class ProducerStates {
    static final int MAX_PRODUCERS = 10_000;
    private static final int REMEMBERED_BATCHES = 5;
    private static final int ENCODED_BATCH_BYTES = 32;

    private final Map<Long, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, State> eldest) {
            return size() > MAX_PRODUCERS;
        }
    };
    private boolean changed;

    /** The last batches of one producer, newest at {@code last}. */
    private static final class State {
        short epoch;
        int last = -1;
        int count;
        final int[] baseSequence = new int[REMEMBERED_BATCHES];
        final int[] lastSequence = new int[REMEMBERED_BATCHES];
        final long[] baseOffset = new long[REMEMBERED_BATCHES];
        final long[] baseIdHigh = new long[REMEMBERED_BATCHES];
        final long[] baseIdLow = new long[REMEMBERED_BATCHES];

        void add(int base, int end, long offset, long idHigh, long idLow) {
            last = (last + 1) % REMEMBERED_BATCHES;
            count = Math.min(count + 1, REMEMBERED_BATCHES);
            baseSequence[last] = base;
            lastSequence[last] = end;
            baseOffset[last] = offset;
            baseIdHigh[last] = idHigh;
            baseIdLow[last] = idLow;
        }
    }

    /** What a batch got when it came the first time. */
    record Earlier(long baseOffset, long baseIdHigh, long baseIdLow) {}

    /**
     * Decides about a batch.
     *
     * @return what the batch got when it came before, or null when it is new and follows the last one
     */
    @Nullable Earlier check(long producerId, short epoch, int baseSequence, int recordCount) throws AppendException {
        State state = states.get(producerId);
        if (state == null) {
            return null;
        }
        if (epoch < state.epoch) {
            throw new AppendException(
                    Reason.INVALID_PRODUCER_EPOCH,
                    "producer " + producerId + " has epoch " + epoch + ", epoch " + state.epoch + " was seen already");
        }
        if (epoch > state.epoch) {
            requireFirst(producerId, epoch, baseSequence);
            return null;
        }
        int lastSequence = sequence(baseSequence, recordCount - 1);
        for (int i = 0; i < state.count; i++) {
            if (state.baseSequence[i] == baseSequence && state.lastSequence[i] == lastSequence) {
                return new Earlier(state.baseOffset[i], state.baseIdHigh[i], state.baseIdLow[i]);
            }
        }
        int expected = sequence(state.lastSequence[state.last], 1);
        if (baseSequence != expected) {
            throw new AppendException(
                    Reason.OUT_OF_ORDER_SEQUENCE,
                    "producer " + producerId + " sent sequence " + baseSequence + ", expected " + expected);
        }
        return null;
    }

    /** Takes note of a batch that was appended. */
    void add(
            long producerId,
            short epoch,
            int baseSequence,
            int recordCount,
            long baseOffset,
            long baseIdHigh,
            long baseIdLow) {
        State state = states.computeIfAbsent(producerId, id -> new State());
        if (epoch != state.epoch) {
            state.epoch = epoch;
            state.count = 0;
        }
        state.add(baseSequence, sequence(baseSequence, recordCount - 1), baseOffset, baseIdHigh, baseIdLow);
        changed = true;
    }

    /** Whether something was added since the last call. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /**
     * Everything, to be kept in the metadata: for each producer, least recent first, id i64, epoch i16, count u8, then its
     * batches, oldest first: base sequence i32, last sequence i32, base offset i64, base id 16 bytes.
     */
    byte[] encode() {
        int bytes = states.values().stream()
                .mapToInt(state -> 11 + ENCODED_BATCH_BYTES * state.count)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(bytes);
        states.forEach((id, state) -> {
            out.putLong(id).putShort(state.epoch).put((byte) state.count);
            for (int i = state.count - 1; i >= 0; i--) {
                int at = Math.floorMod(state.last - i, REMEMBERED_BATCHES);
                out.putInt(state.baseSequence[at])
                        .putInt(state.lastSequence[at])
                        .putLong(state.baseOffset[at])
                        .putLong(state.baseIdHigh[at])
                        .putLong(state.baseIdLow[at]);
            }
        });
        return out.array();
    }

    static ProducerStates decode(byte[] bytes) {
        ProducerStates decoded = new ProducerStates();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            long id = in.getLong();
            State state = new State();
            state.epoch = in.getShort();
            for (int count = in.get(); count > 0; count--) {
                state.add(in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.getLong());
            }
            decoded.states.put(id, state);
        }
        return decoded;
    }

    private static void requireFirst(long producerId, short epoch, int baseSequence) throws AppendException {
        if (baseSequence != 0) {
            throw new AppendException(
                    Reason.OUT_OF_ORDER_SEQUENCE,
                    "producer " + producerId + " begins epoch " + epoch + " with sequence " + baseSequence
                            + ", expected 0");
        }
    }

    /** Sequence numbers wrap from 2^31 - 1 to 0. */
    private static int sequence(int from, int distance) {
        return (from + distance) & Integer.MAX_VALUE;
    }
}
