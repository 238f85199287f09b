package io.travertine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    private static final ColumnSchema DELAY = new ColumnSchema("delay", ColumnType.INT64);

    @Test
    void mergingTypesIsALattice() {
        for (ColumnType a : ColumnType.values()) {
            assertEquals(a, TypeInference.merge(a, a));
            for (ColumnType b : ColumnType.values()) {
                assertEquals(TypeInference.merge(a, b), TypeInference.merge(b, a));
                for (ColumnType c : ColumnType.values()) {
                    assertEquals(
                            TypeInference.merge(a, TypeInference.merge(b, c)),
                            TypeInference.merge(TypeInference.merge(a, b), c),
                            a + " " + b + " " + c);
                }
            }
        }
        assertEquals(ColumnType.FLOAT64, TypeInference.merge(ColumnType.INT64, ColumnType.FLOAT64));
        assertEquals(ColumnType.STRING, TypeInference.merge(ColumnType.INT64, ColumnType.BOOLEAN));
        assertEquals(ColumnType.JSON, TypeInference.merge(ColumnType.INT64, ColumnType.JSON));
    }

    @Test
    void mergedSchemasKeepTheOrderOfFirstAppearance() {
        TableSchema a = new TableSchema(List.of(DELAY, new ColumnSchema("origin", ColumnType.STRING)));
        TableSchema b = new TableSchema(
                List.of(new ColumnSchema("late", ColumnType.BOOLEAN), new ColumnSchema("delay", ColumnType.FLOAT64)));
        assertEquals(
                "delay DOUBLE, origin VARCHAR, late BOOLEAN",
                ColumnDeclarations.format(a.merge(b).columns()));
    }

    @Test
    void bytesOfASchemaReadBack() {
        List<ColumnSchema> columns = List.of(ColumnType.values()).stream()
                .map(type -> new ColumnSchema("Ü " + type, type))
                .toList();
        TableSchema schema = new TableSchema(columns);
        byte[] bytes = schema.encode();
        assertEquals(schema, TableSchema.decode(bytes));
        bytes[0] = 9;
        assertThrows(IllegalArgumentException.class, () -> TableSchema.decode(bytes));
    }

    @Test
    void declarationsReadBack() {
        String text = "date TIMESTAMP, delay BIGINT, \"my \"\"name\"\"\" VARCHAR, ok BOOLEAN";
        List<ColumnSchema> columns = ColumnDeclarations.parse(text);
        assertEquals("my \"name\"", columns.get(2).name());
        assertEquals(text, ColumnDeclarations.format(columns));
        assertEquals(List.of(), ColumnDeclarations.parse("  "));
        assertEquals(List.of(DELAY), ColumnDeclarations.parse("delay int"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delay|at character 5: found the end",
                "delay NUMBR|at character 6: found 'NUMBR'",
                "delay INT distance INT|at character 10: found 'distance INT'",
                "delay INT,|found the end, a column name is needed",
                "\"delay INT|the closing",
                "delay INT, delay INT|'delay' is declared twice",
            })
    void wrongDeclarationsSayWhere(String text, String message) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ColumnDeclarations.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    @Test
    void timestampsAgreeWithTheJdk() {
        long seed = Long.getLong("travertine.seed", 42);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                            random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000))
                    .truncatedTo(random.nextBoolean() ? ChronoUnit.MICROS : ChronoUnit.SECONDS);
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
            assertEquals(micros, Timestamps.parse(instant.toString()), "seed " + seed + " " + instant);
            assertEquals(micros, Timestamps.parse(Timestamps.format(micros)), "seed " + seed + " " + instant);
            int minutes = random.nextInt(-14 * 60, 14 * 60);
            OffsetDateTime there = instant.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
            if (there.getYear() >= 0 && there.getYear() <= 9999) {
                String text = String.format(
                        Locale.ROOT,
                        "%tF %<tT.%06d%s",
                        there,
                        there.getNano() / 1000,
                        there.getOffset().getTotalSeconds() == 0 ? "+00:00" : there.getOffset());
                assertEquals(micros, Timestamps.parse(text), "seed " + seed + " " + text);
            }
        }
        assertEquals("2001-01-01T00:01:00Z", Timestamps.format(Timestamps.parse("2001-01-01 00:01:00")));
        assertEquals("2001-01-01T00:00:00Z", Timestamps.format(Timestamps.parse("2001-01-01")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2001",
                "2001-13-01",
                "2001-02-29",
                "2001-01-01T",
                "2001-01-01T24:00:00Z",
                "2001-01-01T00:61:00Z",
                "2001-01-01T00:00:00.Z",
                "2001-01-01T00:00:00+2:00",
                "2001-01-01T00:00:00Zx",
                "2001-01-01x00:00:00Z",
                "20a1-01-01",
                "2001-01-01T00:00:00.1234567890Z"
            })
    void whatIsNoTimestampIsInvalid(String text) {
        assertEquals(Timestamps.INVALID, Timestamps.parse(text));
    }
}
