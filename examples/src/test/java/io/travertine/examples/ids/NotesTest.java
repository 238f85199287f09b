package io.travertine.examples.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.ids.UuidV7;
import io.travertine.ids.UuidV7Generator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inserts, looks up and scans by time in each database; PostgreSQL where there is one. */
class NotesTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final int NOTES = 1000;

    @TempDir
    Path directory;

    @Test
    void sqlite() throws Exception {
        check(Database.SQLITE, "jdbc:sqlite:" + directory.resolve("notes.db"));
    }

    @Test
    void h2() throws Exception {
        check(Database.H2, "jdbc:h2:" + directory.resolve("notes"));
    }

    @Test
    void duckdb() throws Exception {
        check(Database.DUCKDB, "jdbc:duckdb:" + directory.resolve("notes.duckdb"));
    }

    @Test
    void postgresql() throws Exception {
        String unavailable = PostgreSql.unavailable();
        Assumptions.assumeTrue(unavailable == null, unavailable);
        try (PostgreSql server = PostgreSql.start()) {
            check(Database.POSTGRESQL, server.url());
        }
    }

    /** One note a millisecond. */
    private static void check(Database database, String url) throws Exception {
        AtomicLong now = new AtomicLong(START.toEpochMilli());
        UuidV7Generator generator = new UuidV7Generator(() -> Instant.ofEpochMilli(now.getAndIncrement()));
        List<UuidV7> ids = new ArrayList<>();
        for (int i = 0; i < NOTES; i++) {
            ids.add(generator.next());
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            Notes notes = Notes.create(connection, database, "notes");
            assertEquals(Optional.empty(), notes.last());
            notes.insert(ids);
            assertEquals(Optional.of(ids.get(NOTES - 1)), notes.last());
            assertEquals(Optional.of("note " + ids.get(7)), notes.find(ids.get(7)));
            assertEquals(Optional.empty(), notes.find(generator.next()));
            List<String> expected =
                    ids.subList(100, 201).stream().map(id -> "note " + id).toList();
            assertEquals(expected, notes.between(START.plusMillis(100), START.plusMillis(200)));
        }
    }
}
