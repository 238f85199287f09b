package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What must hold for any id of any kind: it reads back, and ids, bytes and texts have one order. */
class IdPropertiesTest {
    private static final int IDS = 20_000;

    private final Random random = Seeds.random();

    /** How one kind is made and read. */
    private record Kind<T extends Id128<T>>(
            Function<Random, T> maker,
            Function<CharSequence, T> parser,
            BiFunction<byte[], Integer, T> textReader,
            Function<byte[], T> reader) {}

    @Test
    void ulids() {
        check(new Kind<Ulid>(r -> new Ulid(r.nextLong(), r.nextLong()), Ulid::parse, Ulid::parse, Ulid::of));
    }

    @Test
    void uuidsOfVersion4() {
        check(new Kind<UuidV4>(UuidV4::from, UuidV4::parse, UuidV4::parse, UuidV4::of));
    }

    @Test
    void uuidsOfVersion5() {
        check(new Kind<UuidV5>(
                r -> UuidV5.of(new UUID(r.nextLong(), r.nextLong()), "name " + r.nextInt()),
                UuidV5::parse,
                UuidV5::parse,
                UuidV5::of));
    }

    @Test
    void uuidsOfVersion7() {
        check(new Kind<UuidV7>(
                r -> new Ulid(r.nextLong(), r.nextLong()).toUuidV7(), UuidV7::parse, UuidV7::parse, UuidV7::of));
    }

    private <T extends Id128<T>> void check(Kind<T> kind) {
        T before = kind.maker.apply(random);
        for (int i = 0; i < IDS; i++) {
            T id = kind.maker.apply(random);
            readsBack(kind, id);
            int order = Integer.signum(before.compareTo(id));
            assertEquals(order, Integer.signum(before.toString().compareTo(id.toString())));
            assertEquals(order, Integer.signum(Arrays.compareUnsigned(before.toBytes(), id.toBytes())));
            before = id;
        }
    }

    private static <T extends Id128<T>> void readsBack(Kind<T> kind, T id) {
        String text = id.toString();
        assertEquals(id, kind.parser.apply(text));
        assertEquals(id, kind.parser.apply(text.toUpperCase(Locale.ROOT)));
        assertEquals(id, kind.parser.apply(new StringBuilder(text.toLowerCase(Locale.ROOT))));
        assertEquals(id, kind.reader.apply(id.toBytes()));
        assertEquals(id.toUuid(), IdText.parse(text));

        byte[] buffer = new byte[text.length() + 4];
        assertEquals(text.length() + 3, id.writeText(buffer, 3));
        assertEquals(text, new String(buffer, 3, text.length(), StandardCharsets.US_ASCII));
        assertEquals(id, kind.textReader.apply(buffer, 3));

        ByteBuffer little = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        id.write(little);
        assertArrayEquals(id.toBytes(), little.array());
    }

    /** So that who finds the buffer full, empties it and writes again has the id once and whole. */
    @Test
    void whatDoesNotFitIsNotWrittenInPart() {
        for (Id128<?> id : new Id128<?>[] {Ulid.next(), UuidV4.random(), UuidV5.of(UuidV5.DNS, "a"), UuidV7.next()}) {
            int length = id.toString().length();
            for (int size = 0; size < length; size++) {
                byte[] bytes = new byte[size];
                assertThrows(IndexOutOfBoundsException.class, () -> id.writeText(bytes, 0));
                int tooFar = Math.max(size - 15, 0);
                assertThrows(IndexOutOfBoundsException.class, () -> id.write(bytes, tooFar));
                assertArrayEquals(new byte[size], bytes);
            }
            ByteBuffer buffer = ByteBuffer.allocate(15);
            assertThrows(BufferOverflowException.class, () -> id.write(buffer));
            assertEquals(0, buffer.position());
        }
    }

    @Test
    void uuidsAreTheJdks() {
        for (int i = 0; i < IDS; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            assertEquals(uuid, UuidText.parse(uuid.toString()));
            byte[] text = new byte[36];
            UuidText.write(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits(), text, 0);
            assertEquals(uuid.toString(), new String(text, StandardCharsets.US_ASCII));
        }
        UUID jdk = UUID.randomUUID();
        assertEquals(jdk, UuidV4.of(jdk).toUuid());
    }

    @Test
    void conversionsKeepTheTime() {
        for (int i = 0; i < IDS; i++) {
            Ulid ulid = new Ulid(random.nextLong(), random.nextLong());
            UuidV7 uuid = ulid.toUuidV7();
            assertEquals(ulid.timeMs(), uuid.timeMs());
            assertEquals(ulid.instant(), uuid.instant());
            assertEquals(uuid, uuid.toUlid().toUuidV7());
            assertEquals(uuid.toBytes().length, Id128.BYTES);
            assertArrayEquals(uuid.toBytes(), uuid.toUlid().toBytes());
        }
    }
}
