package io.travertine.ids;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors of RFC 9562 (appendices A and B), the cases of the ULID specification, and the errors. */
class SpecificationTest {
    @ParameterizedTest
    @CsvSource({
        "1, C232AB00-9414-11EC-B3C8-9F6BDECED846",
        "3, 5df41881-3aed-3515-88a7-2f4a814cf09e",
        "4, 919108f7-52d1-4320-9bac-f847db4148a8",
        "5, 2ed6657d-e927-568b-95e1-2665a8aea6a2",
        "6, 1EC9414C-232A-6B00-B3C8-9F6BDECED846",
        "7, 017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
        "8, 2489E9AD-2EE2-8E00-8EC9-32D5F69181C0",
        "8, 5c146b14-3c52-8afd-938a-375d0df1fbf6",
        "0, 00000000-0000-0000-0000-000000000000",
        "15, FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"
    })
    void theRfcsUuidsAreRead(int version, String text) {
        UUID uuid = UuidText.parse(text);
        assertEquals(UUID.fromString(text), uuid);
        assertEquals(version, uuid.version());
    }

    @Test
    void theRfcsVersion4() {
        UuidV4 uuid = UuidV4.parse("919108f7-52d1-4320-9bac-f847db4148a8");
        assertEquals(0x919108F752D1L, uuid.randomA());
        assertEquals(0x320, uuid.randomB());
        assertEquals(0x1BACF847DB4148A8L, uuid.randomC());
    }

    @Test
    void theRfcsVersion5() {
        assertEquals(
                "2ed6657d-e927-568b-95e1-2665a8aea6a2",
                UuidV5.of(UuidV5.DNS, "www.example.com").toString());
        assertEquals(
                "cfbff0d1-9375-5685-968c-48ce8b15ae17",
                UuidV5.of(UuidV5.DNS, "example.com").toString());
        String longName = "x".repeat(1000);
        assertEquals(UuidV5.of(UuidV5.URL, longName), UuidV5.of(UuidV5.URL, longName));
        assertTrue(UuidV5.of(UuidV5.URL, longName).compareTo(UuidV5.of(UuidV5.OID, longName)) != 0);
    }

    @Test
    void theRfcsVersion7() {
        UuidV7 uuid = UuidV7.parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
        assertEquals(Instant.parse("2022-02-22T19:22:22.000Z"), uuid.instant());
        assertEquals(0xCC3, uuid.randA());
        assertEquals(0x18C4DC0C0C07398FL, uuid.randB());
        assertEquals(2, uuid.toUuid().variant());
    }

    @Test
    void theSpecificationsUlids() {
        assertEquals(1469918176385L, Ulid.parse("01ARYZ6S41TSV4RRFFQ69G5FAV").timeMs());
        Ulid largest = Ulid.parse("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
        assertEquals(new Ulid(-1, -1), largest);
        assertEquals(281474976710655L, largest.timeMs());
        assertEquals(0xFFFF, largest.randomHigh());
        assertEquals(-1, largest.randomLow());
        assertEquals(
                Ulid.parse("01BX5ZZKBKACTAV9WEVGEMMVS0"),
                Ulid.parse("01BX5ZZKBKACTAV9WEVGEMMVRZ").plus(1));
        Ulid last = Ulid.parse("01BX5ZZKBKZZZZZZZZZZZZZZZX");
        assertEquals("01BX5ZZKBKZZZZZZZZZZZZZZZZ", last.plus(2).toString());
        assertThrows(ArithmeticException.class, () -> last.plus(3));
    }

    @Test
    void boundsEncloseAMillisecond() {
        Instant instant = Instant.ofEpochMilli(123_456_789);
        assertEquals(
                "00000000-0000-7000-8000-000000000000",
                UuidV7.firstAt(Instant.EPOCH).toString());
        assertEquals(instant, UuidV7.lastAt(instant).instant());
        assertTrue(UuidV7.firstAt(instant).compareTo(UuidV7.lastAt(instant)) < 0);
        assertTrue(UuidV7.lastAt(instant).compareTo(UuidV7.firstAt(instant.plusMillis(1))) < 0);
        assertEquals(Ulid.lastAt(instant).plus(0), Ulid.lastAt(instant));
        assertArrayEquals(
                Ulid.firstAt(instant).toBytes(),
                Ulid.of(Ulid.firstAt(instant).toBytes()).toBytes());
        assertThrows(IllegalArgumentException.class, () -> Ulid.firstAt(Instant.ofEpochMilli(-1)));
        assertThrows(IllegalArgumentException.class, () -> UuidV7.lastAt(Instant.MAX));
        assertThrows(ArithmeticException.class, () -> UuidV7.lastAt(instant).plus(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01ARYZ6S41TSV4RRFFQ69G5FA|it has 25 characters, 26 are needed",
                "81ARYZ6S41TSV4RRFFQ69G5FAV|character 0 is '8', more than 7",
                "01ARYZ6S41TSV4RRFFQ69G5FAU|character 25 is 'U'",
                "01ARYZ6S41TSV4R*FFQ69G5FAV|character 15 is '*'",
                "01ARYZ6S41TSV4RiFFQ69G5FAV|character 15 is 'i'",
                "01ARYZ6S41TSL4RRFFQ69G5FAV|character 12 is 'L'",
                "O1ARYZ6S41TSV4RRFFQ69G5FAV|character 0 is 'O'",
                "01ARYZ6S41TSV4RŁFFQ69G5FAV|character 15 is U+0141",
                "01ARYZ6S41TSV4\uD83D\uDE00FFQ69G5FAV|character 14 is U+D83D",
            })
    void wrongUlidsSayWhere(String text, String message) {
        refused(message, () -> Ulid.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "017F22E2-79B0-7CC3-98C4-DC0C0C07398|it has 35 characters, 36 are needed",
                "017F22E2+79B0-7CC3-98C4-DC0C0C07398F|character 8 is '+'",
                "017F22E2-79B0-7CC3-98C4-DC0C0C07398G|character 35 is 'G'",
                "017F22E2-79B0-7CC3-98C4-DC0C0C0739ŁF|character 34 is U+0141",
                "017F22E2-79B0-4CC3-98C4-DC0C0C07398F|character 14 is '4', the version is needed there: 7",
                "017F22E2-79B0-7CC3-C8C4-DC0C0C07398F|character 19 is 'c', the variant is needed there",
            })
    void wrongUuidsSayWhere(String text, String message) {
        refused(message, () -> UuidV7.parse(text));
    }

    @Test
    void everyCharacterButTheRightOnesIsRefused() {
        String ulid = "01ARYZ6S41TSV4RRFFQ69G5FAV";
        String uuid = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
        for (char c = 0; c < 0x180; c++) {
            for (int at = 0; at < ulid.length(); at++) {
                String right = at == 0 ? "01234567" : "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
                accepts(right.indexOf(c) >= 0, at, with(ulid, at, c), Ulid::parse);
            }
            for (int at = 0; at < uuid.length(); at++) {
                String right = uuid.charAt(at) == '-' ? "-" : "0123456789ABCDEFabcdef";
                accepts(right.indexOf(c) >= 0, at, with(uuid, at, c), UuidText::parse);
            }
        }
    }

    @Test
    void bytesAreReadAtAPosition() {
        byte[] text = "id=01ARYZ6S41TSV4RRFFQ69G5FAV/017F22E2-79B0-7CC3-98C4-DC0C0C07398F.".getBytes(ISO_8859_1);
        assertEquals(Ulid.parse("01ARYZ6S41TSV4RRFFQ69G5FAV"), Ulid.parse(text, 3));
        assertEquals(UuidV7.parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"), UuidV7.parse(text, 30));
        refused("character 25 is '/'", () -> Ulid.parse(text, 4));
        refused("character 7 is '-'", () -> UuidText.parse(text, 31));
        text[28] = (byte) 0xC5;
        refused("character 25 is U+00C5", () -> Ulid.parse(text, 3));
    }

    @Test
    void lengthsAndPositionsAreChecked() {
        refused("it has 3 characters, 36 or 26 are needed", () -> IdText.parse("abc"));
        refused("an id of 15 bytes", () -> Ulid.of(new byte[15]));
        refused("it has 26 characters, 27 are needed", () -> Ulid.parse(new byte[26], 1));
        refused("it has 36 characters, 37 are needed", () -> UuidV7.parse(new byte[36], 1));
        refused("more than", () -> Ulid.parse("8".repeat(26)));
    }

    @Test
    void positionsOutsideTheTextAreNamed() {
        refused("position -10 is before its first character", () -> UuidText.parse(new byte[36], -10));
        refused("position -1 is before its first character", () -> Ulid.parse(new byte[26], -1));
        refused("it has 26 characters, 2147483673 are needed", () -> Ulid.parse(new byte[26], Integer.MAX_VALUE));
    }

    @Test
    void errorsShowLittleAndNothingThatATerminalObeys() {
        String control = "\n\u001b[31m\u007f\u009b\u0085\u2028\u202e\ud83d";
        for (CharSequence text : new CharSequence[] {control + "x".repeat(1 << 20), control}) {
            String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> IdText.parse(text))
                    .getMessage());
            assertTrue(message.length() < 200, message);
            assertTrue(message.chars().allMatch(c -> c >= ' ' && c < 127 || c == 0xFFFD), message);
        }
        byte[] much = new byte[1 << 20];
        refused("it has 1048576 characters, 1048577 are needed", () -> Ulid.parse(much, much.length - 25));
    }

    /** The digest of a thread is used again: nothing of a name that was refused may be left in it. */
    @Test
    @SuppressWarnings("NullAway")
    void aNameThatIsRefusedLeavesTheNextAsItIs() {
        assertThrows(NullPointerException.class, () -> UuidV5.of(UuidV5.URL, (byte[]) null));
        theRfcsVersion5();
    }

    private static String with(String text, int at, char c) {
        return text.substring(0, at) + c + text.substring(at + 1);
    }

    private static void accepts(boolean right, int at, String text, Consumer<String> parser) {
        if (right) {
            parser.accept(text);
        } else {
            refused("character " + at + " is", () -> parser.accept(text));
        }
    }

    private static void refused(String message, Runnable parser) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, parser::run);
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }
}
