package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {
    private static final long SEED = Long.getLong("travertine.seed", 7);

    @Test
    void textAndBytesReadBackAndSortAsIdsDo() {
        Random random = new Random(SEED);
        Ulid before = new Ulid(0, 0);
        for (int i = 0; i < 10_000; i++) {
            Ulid ulid = new Ulid(random.nextLong(), random.nextLong());
            UuidV7 uuid = ulid.toUuidV7();
            assertEquals(ulid, Ulid.parse(ulid.toString()), () -> "seed " + SEED);
            assertEquals(ulid, Ulid.parse(ulid.toString().toLowerCase(java.util.Locale.ROOT)));
            assertEquals(ulid, Ulid.of(ulid.toBytes()));
            assertEquals(uuid, UuidV7.parse(uuid.toString()));
            assertEquals(uuid, UuidV7.of(uuid.toBytes()));
            assertEquals(ulid, uuid.toUlid());
            assertEquals(uuid.toUuid(), UUID.fromString(uuid.toString()));
            int order = Integer.signum(before.compareTo(ulid));
            assertEquals(order, Integer.signum(before.toString().compareTo(ulid.toString())));
            assertEquals(order, Integer.signum(before.toUuidV7().toString().compareTo(uuid.toString())));
            assertEquals(order, Integer.signum(Arrays.compareUnsigned(before.toBytes(), ulid.toBytes())));
            before = ulid;
        }
    }

    @Test
    void theSpecificationsExamplesHold() {
        Ulid largest = Ulid.parse("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
        assertEquals(new Ulid(-1, -1), largest);
        assertEquals(1469918176385L, Ulid.parse("01ARYZ6S41TSV4RRFFQ69G5FAV").timeMs());
        UuidV7 rfc = UuidV7.parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
        assertEquals(Instant.parse("2022-02-22T19:22:22.000Z").toEpochMilli(), rfc.timeMs());
        assertEquals(7, rfc.toUuid().version());
        assertEquals(2, rfc.toUuid().variant());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01ARYZ6S41TSV4RRFFQ69G5FA|it has 25 characters",
                "81ARYZ6S41TSV4RRFFQ69G5FAV|begins with '8'",
                "01ARYZ6S41TSV4RRFFQ69G5FAU|character 25 is 'U'",
                "01ARYZ6S41TSV4R*FFQ69G5FAV|character 15 is '*'",
            })
    void wrongUlidsSayWhere(String text, String message) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Ulid.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "017F22E2-79B0-7CC3-98C4-DC0C0C07398|it has 35 characters",
                "017F22E2+79B0-7CC3-98C4-DC0C0C07398F|character 8 is '+'",
                "017F22E2-79B0-7CC3-98C4-DC0C0C07398G|character 35 is 'G'",
            })
    void wrongUuidsSayWhere(String text, String message) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> UuidV7.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    @Test
    void rangesOnlyGrowWhateverTheClockDoes() {
        Random random = new Random(SEED);
        AtomicLong clock = new AtomicLong(1_000_000);
        UuidV7Generator uuids = new UuidV7Generator(() -> Instant.ofEpochMilli(clock.get()), new Random(SEED));
        UlidGenerator ulids = new UlidGenerator(() -> Instant.ofEpochMilli(clock.get()), new Random(SEED));
        UuidV7 lastUuid = uuids.next();
        Ulid lastUlid = ulids.next();
        for (int i = 0; i < 20_000; i++) {
            clock.addAndGet(random.nextInt(-3, 4));
            int n = 1 + random.nextInt(1 << random.nextInt(20));
            uuids.allocate(n);
            UuidV7 uuid = new UuidV7(uuids.high(), uuids.low());
            assertTrue(uuid.compareTo(lastUuid) > 0, () -> "seed " + SEED);
            assertEquals(7, uuid.toUuid().version());
            assertEquals(2, uuid.toUuid().variant());
            lastUuid = uuid.plus(n - 1L);
            ulids.allocate(n);
            Ulid ulid = new Ulid(ulids.high(), ulids.low());
            assertTrue(ulid.compareTo(lastUlid) > 0, () -> "seed " + SEED);
            lastUlid = ulid.plus(n - 1L);
        }
    }

    @Test
    void resumesAboveAnIdOfAnEarlierRun() {
        UuidV7 last = UuidV7.lastAt(Instant.ofEpochMilli(5_000));
        UuidV7Generator uuids = new UuidV7Generator(() -> Instant.ofEpochMilli(4_000), new Random(SEED));
        uuids.next();
        uuids.resumeAfter(last);
        UuidV7 next = uuids.next();
        assertTrue(next.compareTo(last) > 0);
        assertEquals(5_001, next.timeMs());
        uuids.resumeAfter(new UuidV7(0, 0));
        assertTrue(uuids.next().compareTo(next) > 0);

        Ulid lastUlid = Ulid.lastAt(Instant.ofEpochMilli(5_000));
        UlidGenerator ulids = new UlidGenerator(() -> Instant.ofEpochMilli(4_000), new Random(SEED));
        ulids.next();
        ulids.resumeAfter(lastUlid);
        assertTrue(ulids.next().compareTo(lastUlid) > 0);
    }

    @Test
    void boundsEncloseAMillisecond() {
        Instant instant = Instant.ofEpochMilli(123_456_789);
        assertTrue(UuidV7.firstAt(instant).compareTo(UuidV7.lastAt(instant)) < 0);
        assertEquals(instant.toEpochMilli(), UuidV7.lastAt(instant).timeMs());
        assertTrue(UuidV7.lastAt(instant).compareTo(UuidV7.firstAt(instant.plusMillis(1))) < 0);
        assertArrayEquals(
                Ulid.lastAt(instant).toBytes(),
                Ulid.of(Ulid.lastAt(instant).toBytes()).toBytes());
        assertThrows(IllegalArgumentException.class, () -> Ulid.firstAt(Instant.ofEpochMilli(-1)));
        assertThrows(ArithmeticException.class, () -> Ulid.lastAt(instant).plus(1));
    }
}
