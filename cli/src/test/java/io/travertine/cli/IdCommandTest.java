package io.travertine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.ids.Ulid;
import io.travertine.ids.UuidV7;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdCommandTest {
    @Test
    void idsComeInOrder() {
        List<Ulid> ulids =
                run("id", "ulid", "--count", "3").lines().map(Ulid::parse).toList();
        assertEquals(3, ulids.size());
        assertEquals(ulids.stream().sorted().distinct().toList(), ulids);
        List<UuidV7> uuids =
                run("id", "uuid7", "--count", "2").lines().map(UuidV7::parse).toList();
        assertTrue(uuids.get(0).compareTo(uuids.get(1)) < 0);
        assertEquals(1, run("id", "uuid4").lines().count());
    }

    @Test
    void aNameHasItsId() {
        String id = "2ed6657d-e927-568b-95e1-2665a8aea6a2\n";
        assertEquals(id, run("id", "uuid5", "--namespace", "dns", "--name", "www.example.com"));
        assertEquals(
                id,
                run("id", "uuid5", "--namespace", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "--name", "www.example.com"));
    }

    @Test
    void inspectTellsKindTimeAndRandomPart() {
        assertEquals(
                Map.of(
                        "kind", "UUID, version 7",
                        "time", "2022-02-22T19:22:22Z",
                        "random", "cc3 18c4dc0c0c07398f (12 and 62 bits)",
                        "as ULID", "01FWHE4YDGFK1SHH6W1G60EECF"),
                IdDescription.of("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
        assertEquals("ULID", IdDescription.of("01ARYZ6S41TSV4RRFFQ69G5FAV").get("kind"));
        assertEquals(
                "UUID, version 1",
                IdDescription.of("C232AB00-9414-11EC-B3C8-9F6BDECED846").get("kind"));
        assertEquals(
                "919108f752d1 320 1bacf847db4148a8 (48, 12 and 62 bits)",
                IdDescription.of("919108f7-52d1-4320-9bac-f847db4148a8").get("random"));
        assertThrows(IllegalArgumentException.class, () -> IdDescription.of("abc"));
        assertEquals(1, Main.run("id", "inspect", "01ARYZ6S41TSV4RIFFQ69G5FAV"));
        assertEquals(1, Main.run("id", "ulid", "--count", "0"));
    }

    @Test
    void nilAndMaxAreTold() {
        assertEquals(Map.of("kind", "UUID, nil: all bits are 0"), IdDescription.of(new UUID(0, 0).toString()));
        assertEquals(Map.of("kind", "UUID, max: all bits are 1"), IdDescription.of(new UUID(-1, -1).toString()));
    }

    @Test
    void aNameThatTheLocaleCouldNotReadIsRefused() {
        assertEquals(1, Main.run("id", "uuid5", "--namespace", "dns", "--name", "\uFFFD"));
    }

    @Test
    void idsThatCouldNotBeWrittenAreAFailure() {
        PrintStream before = System.out;
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        System.setOut(new PrintStream(full, true, StandardCharsets.UTF_8));
        try {
            assertEquals(1, Main.run("id", "ulid"));
            assertEquals(1, Main.run("id", "ulid", "--count", "2000000000"));
        } finally {
            System.setOut(before);
        }
    }

    private static String run(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, Main.run(arguments));
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
