package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertTest {
    @Test
    void isTakenApart() throws QueryException {
        assertEquals(
                new Insert("t", List.of("a", "B c"), " ".repeat(24) + "VALUES (1, ')')"),
                Insert.parse("insert into t (a,\"B c\") VALUES (1, ')')"));
        assertEquals(
                new Insert("user-log", List.of(), " ".repeat(24) + "SELECT 1"),
                Insert.parse("INSERT INTO \"user-log\"  SELECT 1"));
        assertEquals(
                new Insert("t", List.of("date", "x"), "\n".repeat(2) + " ".repeat(29) + "(VALUES (1, 2))"),
                Insert.parse("\n\ninsert into t(date /*)*/ , x)(VALUES (1, 2))"));
        assertNull(Insert.parse("SELECT 'insert into t values (1)'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert t values (1)",
                "INSERT INTO t",
                "INSERT INTO t () VALUES (1)",
                "INSERT INTO t (a,) VALUES (1)",
                "INSERT INTO t (a b) VALUES (1)",
                "INSERT INTO t DEFAULT VALUES"
            })
    void isRefusedWhenItIsNotRight(String sql) {
        assertEquals(
                "42601",
                assertThrows(QueryException.class, () -> Insert.parse(sql)).sqlState());
    }
}
