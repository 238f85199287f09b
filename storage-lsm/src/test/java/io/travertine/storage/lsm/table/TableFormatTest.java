package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.Stamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes are those that docs/formats/table.md shows: who changes them makes another format version. */
class TableFormatTest {
    private static final Path PAGE =
            Path.of(System.getProperty("travertine.root", ".."), "docs", "formats", "table.md");

    @Test
    void theExampleIsWhatIsWritten() throws Exception {
        StrictFileSystem files = new StrictFileSystem();
        try (TableWriter writer = new TableWriter(files, PATH, TableOptions.DEFAULTS.withFilterBitsPerKey(0))) {
            add(writer, "apple", Stamp.of(3, EntryKind.PUT), "red");
            add(writer, "apple", Stamp.of(1, EntryKind.PUT), "green");
            add(writer, "apply", Stamp.of(2, EntryKind.DELETE), "");
            writer.addRangeDeletion(ascii("b"), ascii("c"), 4);
            writer.finish();
        }
        HexFormat hex = HexFormat.ofDelimiter(" ");
        String shown = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("[0-9a-f]{3}  [0-9a-f]{2} .*"))
                .map(line -> line.substring(5, 53).strip().replaceAll(" +", " "))
                .collect(Collectors.joining(" "));
        assertEquals(shown, hex.formatHex(files.content(PATH)));
    }

    @Test
    void theFilterIsTheOneThatIsTold() {
        Filter.Builder builder = new Filter.Builder(10);
        BitSet told = new BitSet();
        for (int i = 0; i < 100; i++) {
            byte[] key = ascii("key" + i);
            long hash = Filter.hash(key, key.length);
            builder.add(hash);
            long line = (hash & 0xffff_ffffL) * 2 >> 32;
            long bits = hash >>> 32;
            for (int probe = 0; probe < 6; probe++) {
                told.set((int) (line * 512 + (bits >> 23)));
                bits = bits * 0x9e3779b9L & 0xffff_ffffL;
            }
        }
        byte[] filter = builder.build();
        assertEquals(2 * 64 + 1 + 1, filter.length);
        assertEquals(6, filter[128]);
        assertEquals(told, BitSet.valueOf(Arrays.copyOf(filter, 128)));
        assertEquals(0xef46db3751d8e999L, Filter.hash(ascii(""), 0));
        assertEquals(0xd24ec4f1a98c6e5bL, Filter.hash(ascii("a"), 1));
    }

    @ParameterizedTest
    @CsvSource({
        "pear, plum, pl",
        "pear, pearl, pear",
        "pear, peat, pear",
        "peanut, peat, peanut",
        "peanut, pebble, peb",
        "'', b, ''",
        "a, bcd, a",
        "abc, bcd, b"
    })
    void separatorsAreShort(String last, String next, String expected) {
        Separator separator = new Separator();
        separator.setBetween(ascii(last), last.length(), 700, ascii(next), next.length());
        assertEquals(expected, new String(separator.key(), 0, separator.length(), StandardCharsets.US_ASCII));
        assertEquals(0, separator.stamp());
    }

    @Test
    void theSeparatorWithinAKeyIsTheLastEntry() {
        Separator separator = new Separator();
        separator.setBetween(ascii("pear"), 4, 700, ascii("pear"), 4);
        assertEquals(4, separator.length());
        assertEquals(700, separator.stamp());
    }

    @Test
    void blocksAreCompressedWhenThatSavesAnEighth() throws Exception {
        try (TableOutput out = new TableOutput(new StrictFileSystem(), PATH)) {
            assertEquals(8_000 + 500, written(out, 8_000, 500));
            assertTrue(written(out, 8_000, 2_000) < 8_200);
            assertTrue(written(out, 0, 1 << 20) < 10_000);
            assertEquals((1 << 20) + 1, written(out, 0, (1 << 20) + 1));
        }
    }

    private static int written(TableOutput out, int anything, int zeros) throws Exception {
        byte[] block = new byte[anything];
        new Random(1).nextBytes(block);
        return out.write(Arrays.copyOf(block, anything + zeros + 1), anything + zeros, TableCompression.LZ4)
                .length();
    }

    private static void add(TableWriter writer, String key, long stamp, String value) throws Exception {
        writer.add(ascii(key), key.length(), stamp, ascii(value), value.length());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
