package io.travertine.columnar.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.Flights;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.Predicate.Operator;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.ScanStatistics;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.schema.Timestamps;
import io.travertine.storage.file.OsFileSystem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scans skip and read, on real records. */
class FlightsSegmentTest {
    private static final int ROUNDS = Integer.getInteger("travertine.flights.rounds", 2);
    private static final ColumnSchema DATE = new ColumnSchema("date", ColumnType.TIMESTAMP);
    private static final ColumnSchema DELAY = new ColumnSchema("delay", ColumnType.INT64);
    private static final ColumnSchema ORIGIN = new ColumnSchema("origin", ColumnType.STRING);
    private static final ColumnSchema ID = new ColumnSchema("_id", ColumnType.RECORD_ID);
    private static final ColumnSchema OFFSET = new ColumnSchema("_offset", ColumnType.INT64);

    @TempDir
    Path directory;

    @Test
    void skipsWhatItCan() throws Exception {
        List<String> lines = Flights.lines();
        List<MemoryChunk> chunks = Flights.chunks(Flights.batches(lines));
        SegmentInfo info = write(chunks);
        System.out.printf("%,d records are %,d bytes%n", info.rowCount(), info.bytes());
        try (Segment segment = Segment.open(new OsFileSystem(), directory, info)) {
            for (int round = 0; round < ROUNDS; round++) {
                checkScans(segment, lines);
            }
        }
    }

    private SegmentInfo write(List<MemoryChunk> chunks) throws Exception {
        SegmentInfo info = null;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            SegmentWriter writer = new SegmentWriter(new OsFileSystem(), directory, round, List.of("delay"));
            chunks.forEach(writer::add);
            info = writer.finish();
            System.out.printf("wrote a segment in %.0f ms%n", (System.nanoTime() - begin) / 1e6);
        }
        return java.util.Objects.requireNonNull(info);
    }

    private static void checkScans(Segment segment, List<String> lines) throws Exception {
        byte[] atlanta = "ATL".getBytes(StandardCharsets.UTF_8);
        ScanStatistics origin = scan("origin = 'ATL'", segment, compare(ORIGIN, Operator.EQUAL, atlanta));
        assertEquals(count(lines, "\"origin\":\"ATL\""), origin.rowsReturned());
        assertEquals(lines.size(), origin.rowsRead());

        ScanStatistics like = scan(
                "origin LIKE 'A%'",
                segment, new ColumnPredicate(ORIGIN, new Predicate.Like("origin", "A%", '\\', false)));
        assertEquals(count(lines, "\"origin\":\"A"), like.rowsReturned());

        ScanStatistics late = scan("delay > 60", segment, compare(DELAY, Operator.GREATER, 60L));
        assertEquals(delays(lines, 61, Long.MAX_VALUE), late.rowsReturned());
        assertEquals(0, late.rowsSkippedByIndex());

        ScanStatistics rare = scan("delay = 500", segment, compare(DELAY, Operator.EQUAL, 500L));
        assertEquals(delays(lines, 500, 500), rare.rowsReturned());
        assertEquals(lines.size() - rare.rowsReturned() - rare.rowsSkippedByZoneMap(), rare.rowsSkippedByIndex());

        long day = Timestamps.parse("2001-01-03T00:00:00Z");
        ScanStatistics early = scan("date < 2001-01-03", segment, compare(DATE, Operator.LESS, day));
        assertEquals(
                count(lines, "\"date\":\"2001-01-01") + count(lines, "\"date\":\"2001-01-02"), early.rowsReturned());
        assertTrue(early.rowsSkippedByZoneMap() >= lines.size() / 2, early.toString());
        assertTrue(early.bytesRead() < segment.info().bytes() / 20, early.toString());

        byte[] id = ByteBuffer.allocate(16).putLong(1).putLong(123_456).array();
        ScanStatistics one = scan("_id = ...", segment, compare(ID, Operator.EQUAL, id));
        assertEquals(new ScanStatistics(lines.size(), 65_535, 134_464, 0, 1, 1, one.bytesRead()), one);

        ScanStatistics offsets =
                scan("_offset >= 199990", segment, compare(OFFSET, Operator.GREATER_OR_EQUAL, 199_990L));
        assertEquals(10, offsets.rowsRead());
        assertEquals(199_990, offsets.rowsSkippedByRange());

        ScanStatistics none = scan("_offset < 0", segment, compare(OFFSET, Operator.LESS, 0L));
        assertEquals(lines.size(), none.rowsSkippedByRange());
        assertEquals(0, none.bytesRead());
    }

    private static ScanStatistics scan(String title, Segment segment, ColumnPredicate predicate) throws Exception {
        long begin = System.nanoTime();
        try (BatchSource source =
                segment.scan(new ScanRequest(List.of(DELAY, ORIGIN), List.of(predicate), Long.MAX_VALUE))) {
            for (ColumnBatch batch = source.next(); batch != null; batch = source.next()) {}
            System.out.printf("%-20s %6.2f ms  %s%n", title, (System.nanoTime() - begin) / 1e6, source.statistics());
            return source.statistics();
        }
    }

    private static ColumnPredicate compare(ColumnSchema column, Operator operator, Object constant) {
        return new ColumnPredicate(column, new Predicate.Comparison(column.name(), operator, constant));
    }

    private static long count(List<String> lines, String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    private static long delays(List<String> lines, long low, long high) {
        Pattern delay = Pattern.compile("\"delay\":(-?\\d+)");
        return lines.stream()
                .mapToLong(line -> {
                    Matcher matcher = delay.matcher(line);
                    return matcher.find() ? Long.parseLong(matcher.group(1)) : Long.MIN_VALUE;
                })
                .filter(value -> value >= low && value <= high)
                .count();
    }
}
