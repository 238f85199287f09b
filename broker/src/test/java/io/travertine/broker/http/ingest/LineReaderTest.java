package io.travertine.broker.http.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final int MAX = 300_000;

    @Test
    void linesEndAtLineFeedsAndAtTheEnd() throws Exception {
        assertEquals(List.of("a", "", "b\r", "c"), lines("a\n\nb\r\nc", Integer.MAX_VALUE));
        assertEquals(List.of("a"), lines("a\n", 1));
        assertEquals(List.of(), lines("", 1));
    }

    @Test
    void linesSurviveAnyChunking() throws Exception {
        long seed = Long.getLong("travertine.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<String> expected = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(100); i >= 0; i--) {
                String line = "x".repeat(random.nextInt(10) == 0 ? random.nextInt(MAX) : random.nextInt(200));
                expected.add(line);
                text.append(line).append('\n');
            }
            assertEquals(expected, lines(text.toString(), 1 + random.nextInt(100_000)), "seed " + seed);
        }
    }

    @Test
    void tooLongLinesAreRefusedByNumberWithoutReadingThemWhole() throws Exception {
        String text = "ok\n" + "x".repeat(MAX + 1) + "\nok\n";
        BadInputException whole = assertThrows(BadInputException.class, () -> lines(text, Integer.MAX_VALUE));
        assertEquals(2, whole.number());
        assertEquals(BadInputException.Kind.TOO_LARGE, whole.kind());
        assertEquals(List.of("x".repeat(MAX)), lines("x".repeat(MAX), 1000));

        long[] delivered = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                delivered[0] += length;
                return length;
            }
        };
        LineReader reader = new LineReader(endless, MAX);
        assertThrows(BadInputException.class, reader::next);
        assertTrue(delivered[0] < 4 * MAX, delivered[0] + " bytes were read of a line that is too long");
    }

    private static List<String> lines(String text, int chunk) throws Exception {
        InputStream source = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
        LineReader reader = new LineReader(source, MAX);
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(
                    new String(reader.bytes(), reader.start(), reader.end() - reader.start(), StandardCharsets.UTF_8));
            assertEquals(lines.size(), reader.number());
        }
        return lines;
    }
}
