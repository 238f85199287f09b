package io.travertine.query;

import io.travertine.query.expression.RecordIds;
import io.travertine.query.expression.Timestamps;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Six flights and three airports, small enough to know by heart. */
final class Flights {
    /** All but the last digit of a flight's id, which is its offset. */
    static final String ID = "0190a0b0-c0d0-7000-8000-00000000000";

    private Flights() {}

    static MemoryTables tables() {
        return new MemoryTables()
                .add(
                        "flights",
                        List.of(
                                new ColumnSchema("_id", ColumnType.RECORD_ID),
                                new ColumnSchema("_offset", ColumnType.INT64),
                                new ColumnSchema("_key", ColumnType.BINARY),
                                new ColumnSchema("_value", ColumnType.JSON),
                                new ColumnSchema("date", ColumnType.TIMESTAMP),
                                new ColumnSchema("delay", ColumnType.INT64),
                                new ColumnSchema("fare", ColumnType.FLOAT64),
                                new ColumnSchema("origin", ColumnType.STRING),
                                new ColumnSchema("late", ColumnType.BOOLEAN),
                                new ColumnSchema("day", ColumnType.DATE)),
                        flights(),
                        3)
                .add(
                        "my-airports",
                        List.of(
                                new ColumnSchema("iata", ColumnType.STRING),
                                new ColumnSchema("city", ColumnType.STRING)),
                        List.of(new Object[] {"ANC", "Anchorage"}, new Object[] {"ATL", "Atlanta"}, new Object[] {
                            "XXX", null
                        }),
                        2);
    }

    private static List<Object[]> flights() {
        List<Object[]> rows = new ArrayList<>();
        String[] origins = {"ANC", "ATL", null, "ATL", "JFK", "ANC"};
        for (int i = 0; i < origins.length; i++) {
            rows.add(new Object[] {
                RecordIds.bytes(UUID.fromString(ID + i)),
                (long) i,
                i == 3 ? null : "k" + i,
                "{\"a\":{\"b\":" + i + "},\"s\":\"x" + i + "\"}",
                Timestamps.parse("2001-01-0" + (1 + i / 3) + " 00:0" + i + ":00"),
                i == 4 ? null : i * 10L - 13,
                i == 1 ? null : i * 1.5,
                origins[i],
                i == 2 ? null : i % 2 == 0,
                11323 + i
            });
        }
        return rows;
    }
}
