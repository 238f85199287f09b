package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids only grow, whatever the clock does. */
class GeneratorTest {
    private final Random random = Seeds.random();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final UuidV7Generator uuids = new UuidV7Generator(clock, random);
    private final UlidGenerator ulids = new UlidGenerator(clock, random);

    @Test
    void rangesOnlyGrowWhileTheClockJumpsStallsAndLeaps() {
        UuidV7 lastUuid = uuids.next();
        Ulid lastUlid = ulids.next();
        for (int i = 0; i < 50_000; i++) {
            now.set(moved(now.get()));
            int n = 1 + random.nextInt(1 << random.nextInt(20));
            uuids.allocate(n);
            UuidV7 uuid = new UuidV7(uuids.high(), uuids.low());
            assertTrue(uuid.compareTo(lastUuid) > 0);
            lastUuid = uuid.plus(n - 1L);
            ulids.allocate(n);
            Ulid ulid = new Ulid(ulids.high(), ulids.low());
            assertTrue(ulid.compareTo(lastUlid) > 0);
            lastUlid = ulid.plus(n - 1L);
        }
    }

    private long moved(long timeMs) {
        return switch (random.nextInt(10)) {
                    case 0 -> timeMs - random.nextInt(100_000);
                    case 1 -> timeMs + random.nextInt(100_000);
                    case 2, 3 -> timeMs + 1;
                    default -> timeMs;
                }
                & Bits128.MAX_TIME_MS;
    }

    @Test
    void aStalledClockCountsByOne() {
        UuidV7 uuid = uuids.next();
        Ulid ulid = ulids.next();
        for (int i = 1; i < 1000; i++) {
            assertEquals(uuid.plus(i), uuids.next());
            assertEquals(ulid.plus(i), ulids.next());
        }
        now.set(1_000_001);
        assertEquals(1_000_001, uuids.next().timeMs());
        assertEquals(1_000_001, ulids.next().timeMs());
    }

    @Test
    void afterALeapAheadAndBackTheMillisecondOfTheLeapGoesOn() {
        now.set(9_000_000);
        UuidV7 leapt = uuids.next();
        now.set(2_000_000);
        assertEquals(leapt.plus(1), uuids.next());
        now.set(9_000_001);
        assertEquals(9_000_001, uuids.next().timeMs());
    }

    @Test
    void aRangeIsWrittenInPlace() {
        byte[] bytes = new byte[10 * 16 + 5];
        assertEquals(5 + 160, uuids.write(bytes, 5, 10));
        UuidV7 first = new UuidV7(uuids.high(), uuids.low());
        for (int i = 0; i < 10; i++) {
            assertEquals(first.plus(i), UuidV7.of(bytes, 5 + 16 * i));
        }
        ulids.resumeAfter(new Ulid(1_000_000L << 16, -4));
        ulids.write(bytes, 0, 10);
        for (int i = 0; i < 10; i++) {
            assertEquals(new Ulid(1_000_000L << 16, -4).plus(i + 1L), Ulid.of(bytes, 16 * i));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> uuids.write(bytes, 6, 10));
        assertThrows(IllegalArgumentException.class, () -> uuids.allocate(0));
    }

    @Test
    void resumesAboveAnIdOfAnEarlierRun() {
        UuidV7 last = new UuidV7(5_000_000L << 16 | 0x7123, UuidFields.VARIANT | 77);
        uuids.next();
        uuids.resumeAfter(last);
        assertEquals(last.plus(1), uuids.next());
        uuids.resumeAfter(UuidV7.firstAt(Instant.EPOCH));
        assertEquals(last.plus(2), uuids.next());

        Ulid lastUlid = new Ulid(5_000_000L << 16, -1);
        ulids.resumeAfter(lastUlid);
        assertEquals(lastUlid.plus(1), ulids.next());
    }

    @Test
    void resumingInsideARangeThatWasTakenChangesNothing() {
        uuids.allocate(100);
        UuidV7 first = new UuidV7(uuids.high(), uuids.low());
        uuids.resumeAfter(first.plus(5));
        assertEquals(first.plus(100), uuids.next());
        ulids.allocate(100);
        Ulid firstUlid = new Ulid(ulids.high(), ulids.low());
        ulids.resumeAfter(firstUlid.plus(5));
        assertEquals(firstUlid.plus(100), ulids.next());
        ulids.resumeAfter(firstUlid.plus(100));
        assertEquals(firstUlid.plus(101), ulids.next());
    }

    @Test
    void uuidsThatOverflowTakeTheUpperBitsThenTheNextMillisecond() {
        uuids.resumeAfter(new UuidV7(5_000_000L << 16 | 0x7005, UuidFields.withVariant(-3)));
        uuids.allocate(2);
        assertEquals(5, new UuidV7(uuids.high(), uuids.low()).randA());
        UuidV7 carried = uuids.next();
        assertEquals(6, carried.randA());
        assertEquals(5_000_000, carried.timeMs());
        uuids.resumeAfter(UuidV7.lastAt(Instant.ofEpochMilli(5_000_000)));
        assertEquals(5_000_001, uuids.next().timeMs());
    }

    @Test
    void ulidsThatOverflowFailUntilTheClockGoesOn() {
        now.set(5_000_000);
        ulids.resumeAfter(new Ulid(5_000_000L << 16 | 0xFFFF, -4));
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> ulids.allocate(4));
        assertTrue(String.valueOf(refused.getMessage()).contains("the 80 bits"), refused.getMessage());
        ulids.allocate(3);
        assertEquals(-3, ulids.low());
        assertThrows(IllegalStateException.class, ulids::next);
        now.set(5_000_001);
        assertEquals(5_000_001, ulids.next().timeMs());
    }

    @Test
    void clocksOutsideTheFieldAreRefused() {
        now.set(-1);
        assertThrows(IllegalArgumentException.class, () -> new UuidV7Generator(clock, random).next());
        now.set(1L << 48);
        assertThrows(IllegalArgumentException.class, ulids::next);
        now.set(2_000_000);
        assertEquals(2_000_000, ulids.next().timeMs());
    }

    @Test
    void aClockThatNeverBeganIsRefused() {
        InstantSource unset = new InstantSource() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(millis());
            }

            @Override
            public long millis() {
                return Long.MIN_VALUE;
            }
        };
        assertThrows(RuntimeException.class, () -> new UuidV7Generator(unset, random).next());
        assertThrows(RuntimeException.class, () -> new UlidGenerator(unset, random).next());
    }

    @Test
    void aRangeThatTheFirstDrawOfAMillisecondDoesNotHoldIsRefused() {
        UlidGenerator last = new UlidGenerator(clock, () -> -1);
        assertThrows(IllegalStateException.class, () -> last.allocate(2));
        assertEquals(Ulid.lastAt(clock.instant()), last.next());
    }

    /** Neither zeros, which two generators would have in common, nor less than before. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aDrawThatFailsLeavesTheGeneratorAsItWas(int failing) {
        AtomicLong draws = new AtomicLong();
        RandomGenerator broken = () -> {
            long draw = draws.getAndIncrement();
            if (draw % 4 == failing) {
                throw new IllegalStateException("no entropy");
            }
            return draw % 4 < 2 ? 0 : -1;
        };
        leavesAsItWas(draws, new UuidV7Generator(clock, broken));
        leavesAsItWas(draws, new UlidGenerator(clock, broken));
    }

    private <T extends Id128<T>> void leavesAsItWas(AtomicLong draws, MonotonicGenerator<T> generator) {
        draws.set(0);
        assertThrows(IllegalStateException.class, generator::next);
        draws.set(2);
        T first = generator.next();
        assertTrue((first.high() & 0xFFF) == 0xFFF, first.toString());
        now.incrementAndGet();
        draws.set(4);
        assertThrows(IllegalStateException.class, generator::next);
        now.decrementAndGet();
        draws.set(6);
        assertTrue(generator.timeMs() <= now.get());
        now.incrementAndGet();
        T second = generator.next();
        assertTrue((second.high() & 0xFFF) == 0xFFF, second.toString());
        assertTrue(second.compareTo(first) > 0);
    }

    @Test
    void anOverflowWhoseDrawFailsIsTriedAgain() {
        AtomicBoolean fails = new AtomicBoolean();
        UuidV7Generator generator = new UuidV7Generator(clock, () -> {
            if (fails.get()) {
                throw new IllegalStateException("no entropy");
            }
            return 0;
        });
        UuidV7 last = new UuidV7(5_000_000L << 16 | 0x7005, UuidFields.withVariant(-1));
        generator.resumeAfter(last);
        fails.set(true);
        assertThrows(IllegalStateException.class, generator::next);
        fails.set(false);
        assertEquals(6, generator.next().randA());
    }

    @Test
    void aRangeThatTheBufferDoesNotHoldIsRefusedWhole() {
        byte[] bytes = new byte[40];
        UuidV7 before = uuids.next();
        for (int n : new int[] {-1, 3, 1 << 28, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> uuids.write(bytes, 0, n));
            assertThrows(IndexOutOfBoundsException.class, () -> new UuidV4Generator(random).write(bytes, 0, n));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> uuids.write(bytes, -1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> uuids.write(bytes, Integer.MAX_VALUE, 1));
        assertArrayEquals(new byte[40], bytes);
        assertEquals(before.plus(1), uuids.next());
    }

    @Test
    void aBatchClockStandsStillBetweenItsReadings() {
        BatchClock batch = new BatchClock(clock);
        UuidV7Generator generator = new UuidV7Generator(batch, random);
        UuidV7 first = generator.next();
        now.addAndGet(10);
        assertEquals(first.plus(1), generator.next());
        batch.read();
        assertEquals(first.timeMs() + 10, generator.next().timeMs());
        assertEquals(now.get(), batch.instant().toEpochMilli());
    }

    @Test
    void aTickedClockIsNeverAhead() {
        try (TickedClock ticked = new TickedClock(clock)) {
            now.addAndGet(10);
            assertEquals(1_000_000, ticked.millis());
            ticked.tick();
            assertEquals(1_000_010, ticked.millis());
            assertEquals(now.get(), ticked.instant().toEpochMilli());
        }
    }

    @Test
    void aTickedClockGoesOnByItself() {
        AtomicLong readings = new AtomicLong();
        InstantSource counting = () -> Instant.ofEpochMilli(readings.incrementAndGet());
        try (TickedClock ticked = TickedClock.start(counting, Duration.ofNanos(1000))) {
            while (ticked.millis() < 5) {
                Thread.onSpinWait();
            }
        }
        assertTrue(readings.get() >= 5);
    }

    @Test
    void aTickedClockOutlivesAReadingThatFails() {
        AtomicLong readings = new AtomicLong();
        InstantSource failing = () -> {
            if (readings.incrementAndGet() == 3) {
                throw new IllegalStateException("no time");
            }
            return Instant.ofEpochMilli(readings.get());
        };
        try (TickedClock ticked = TickedClock.start(failing, Duration.ofNanos(1000))) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (ticked.millis() < 5) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Test
    void aClosedClockEndsItsThreadAtOnce() throws Exception {
        CompletableFuture<Thread> ticker = new CompletableFuture<>();
        Thread here = Thread.currentThread();
        InstantSource noting = () -> {
            if (Thread.currentThread() != here) {
                ticker.complete(Thread.currentThread());
            }
            return Instant.EPOCH;
        };
        TickedClock ticked = TickedClock.start(noting, Duration.ofHours(1));
        Thread thread = ticker.get(10, TimeUnit.SECONDS);
        ticked.close();
        thread.join(10_000);
        assertFalse(thread.isAlive());
    }

    @Test
    void aPeriodThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TickedClock.start(clock, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> TickedClock.start(clock, Duration.ofMillis(-1)));
        assertThrows(ArithmeticException.class, () -> TickedClock.start(clock, Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void aSeedRepeatsItsIds() {
        assertEquals(
                new UuidV7Generator(clock, new Random(1)).next(), new UuidV7Generator(clock, new Random(1)).next());
        assertEquals(new UuidV4Generator(new Random(1)).next(), new UuidV4Generator(new Random(1)).next());
        byte[] bytes = new byte[32];
        new UuidV4Generator(new Random(1)).write(bytes, 0, 2);
        assertEquals(new UuidV4Generator(new Random(1)).next(), UuidV4.of(bytes, 0));
    }
}
