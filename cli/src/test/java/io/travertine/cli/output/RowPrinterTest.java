package io.travertine.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.cli.output.RowPrinter.Format;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
    private static final List<String> COLUMNS = List.of("name", "n");

    @Test
    void table() {
        assertEquals("""
                name    n
                -----  --
                a       1
                b c d  20
                """, print(Format.TABLE, List.of("a", 1), Arrays.asList("b\nc\td", 20)));
        assertEquals("name  n\n----  -\n", print(Format.TABLE));
        assertEquals("name  n\n----  -\n      2\n", print(Format.TABLE, Arrays.asList(null, 2)));
    }

    @Test
    void tableGoesOnAfterTheRowsItMeasured() {
        List<?>[] rows = new List<?>[1_002];
        Arrays.fill(rows, List.of("a", 1));
        rows[1_001] = List.of("longer", 12);
        String[] lines = print(Format.TABLE, rows).split("\n");
        assertEquals(1_004, lines.length);
        assertEquals("longer  12", lines[1_003]);
    }

    @Test
    void csv() {
        assertEquals(
                "name,n\r\nplain,1\r\n\"a \"\"b\"\", c\",\r\n\"\",2.5\r\n",
                print(Format.CSV, List.of("plain", 1), Arrays.asList("a \"b\", c", null), List.of("", 2.5)));
    }

    @Test
    void json() {
        assertEquals(
                "{\"name\":\"a \\\"b\\\"\",\"n\":1}\n{\"name\":null,\"n\":2.5}\n",
                print(Format.JSON, List.of("a \"b\"", 1), Arrays.asList(null, 2.5)));
    }

    @Test
    void units() {
        assertEquals("200,000", Units.count(200_000));
        assertEquals("950 µs", Units.time(950_000));
        assertEquals("12.3 ms", Units.time(12_345_678));
        assertEquals("4.56 s", Units.time(4_560_000_000L));
        assertEquals("512 bytes", Units.bytes(512));
        assertEquals("1.5 MiB", Units.bytes(3 << 19));
        assertEquals("2,000/s", Units.rate(1_000, 500_000_000));
    }

    private static String print(Format format, List<?>... rows) {
        StringWriter text = new StringWriter();
        RowPrinter printer = format.printer(COLUMNS, new PrintWriter(text));
        for (List<?> row : rows) {
            printer.row(row);
        }
        printer.finish();
        return text.toString();
    }
}
