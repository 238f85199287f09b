package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Eight threads make ids: none is made twice, and none is in wrong order where an order is promised. The build makes few; the long run:
 * {@code mvn test -pl ids -Dtest=ManyThreadsTest -Dtravertine.ids=50000000}.
 */
class ManyThreadsTest {
    private static final int THREADS = 8;
    private static final int IDS = Integer.getInteger("travertine.ids", 800_000) / THREADS * THREADS;

    /** An id that was returned to somebody before; a call that begins later must return a greater one. */
    private volatile Id128<?> returned = new Ulid(0, 0);

    @Test
    void randomUuids() throws Exception {
        distinct(UuidV4::random, false, false);
    }

    @Test
    void uuidsOfEachThread() throws Exception {
        distinct(UuidV7::next, true, false);
    }

    @Test
    void ulidsOfEachThread() throws Exception {
        distinct(Ulid::next, true, false);
    }

    @Test
    void plainUlids() throws Exception {
        distinct(Ulid::plain, false, false);
    }

    @Test
    void uuidsOfOneSharedGenerator() throws Exception {
        SharedGenerator<UuidV7> shared = new SharedGenerator<>(new UuidV7Generator(InstantSource.system()));
        distinct(shared::next, true, true);
    }

    @Test
    void ulidsOfOneSharedGeneratorWithATickedClock() throws Exception {
        try (TickedClock clock = TickedClock.start(InstantSource.system(), java.time.Duration.ofMillis(1))) {
            SharedGenerator<Ulid> shared = new SharedGenerator<>(new UlidGenerator(clock));
            distinct(shared::next, true, true);
        }
    }

    /** Two ids are told apart by 64 mixed bits: of 50 million different ones, two agree in one run of 14,000. */
    private <T extends Id128<T>> void distinct(Supplier<T> maker, boolean ordered, boolean orderedOverAll)
            throws Exception {
        long[] seen = new long[IDS];
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> inversions = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int from = thread * (IDS / THREADS);
                inversions.add(pool.submit(() -> make(maker, seen, from, ordered, orderedOverAll)));
            }
            for (Future<Long> count : inversions) {
                assertEquals(0, count.get());
            }
        } finally {
            pool.shutdown();
        }
        Arrays.sort(seen);
        for (int i = 1; i < IDS; i++) {
            assertTrue(seen[i - 1] != seen[i], "an id was made twice");
        }
    }

    private <T extends Id128<T>> long make(
            Supplier<T> maker, long[] seen, int from, boolean ordered, boolean orderedOverAll) {
        long inversions = 0;
        T last = null;
        for (int i = from; i < from + IDS / THREADS; i++) {
            Id128<?> before = returned;
            T id = maker.get();
            if (ordered && last != null && last.compareTo(id) >= 0) {
                inversions++;
            }
            if (orderedOverAll) {
                if (Bits128.compare(before.high(), before.low(), id.high(), id.low()) >= 0) {
                    inversions++;
                }
                returned = id;
            }
            last = id;
            seen[i] = mixed(id);
        }
        return inversions;
    }

    /** The finaliser of MurmurHash3 over both halves. */
    private static long mixed(Id128<?> id) {
        long bits = id.high() * 0x9E37_79B9_7F4A_7C15L ^ id.low();
        bits = (bits ^ bits >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
        bits = (bits ^ bits >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
        return bits ^ bits >>> 33;
    }
}
