package io.travertine.cli.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.cli.output.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement took.
 *
 * @param nanos from sending it to its last row
 * @param statistics of the broker
 */
public record QuerySummary(long rows, long nanos, JsonNode statistics) {
    @Override
    public String toString() {
        return Units.count(rows, "row") + " in " + Units.time(nanos) + work();
    }

    /** {@code ; read 15 of 200,000 rows, skipped 199,985 by range}. */
    private String work() {
        long scanned = statistics.path("rows").asLong();
        if (scanned == 0) {
            return "";
        }
        List<String> skipped = new ArrayList<>();
        addSkipped(skipped, "rowsSkippedByRange", "range");
        addSkipped(skipped, "rowsSkippedByZoneMap", "zone map");
        addSkipped(skipped, "rowsSkippedByIndex", "index");
        return "; read " + Units.count(statistics.path("rowsRead").asLong()) + " of " + Units.count(scanned) + " rows"
                + (skipped.isEmpty() ? "" : ", skipped " + String.join(", ", skipped));
    }

    private void addSkipped(List<String> skipped, String member, String by) {
        long rows = statistics.path(member).asLong();
        if (rows > 0) {
            skipped.add(Units.count(rows) + " by " + by);
        }
    }
}
