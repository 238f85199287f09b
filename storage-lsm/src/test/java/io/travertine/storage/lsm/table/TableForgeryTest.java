package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose checksums are right, but one thing is not. */
class TableForgeryTest {
    private static final int KEYS = 100;
    private static final TableOptions OPTIONS =
            TableOptions.DEFAULTS.withBlockBytes(64).withIndexBlockBytes(200).withCompression(TableCompression.NONE);

    private byte[] content;
    private Footer footer;
    private List<BlockHandle> blocks;

    @BeforeEach
    void write() throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        try (TableWriter writer = new TableWriter(files, PATH, OPTIONS)) {
            for (int i = 0; i < KEYS; i++) {
                writer.add(key(i), 4, Stamp.of(1 + i, EntryKind.PUT), new byte[40], 40);
            }
            writer.addRangeDeletion(key(1), key(2), 7);
            writer.finish();
        }
        content = files.content(PATH);
        blocks = TableBytes.blocks(files);
        footer = Footer.decode(Arrays.copyOfRange(content, footerAt(), content.length), PATH, footerAt());
    }

    private int footerAt() {
        return content.length - Footer.BYTES;
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    @Test
    void aWholeBlockAtTheWrongPlaceIsRefused() throws IOException {
        List<BlockHandle> data = dataBlocks();
        BlockHandle one = data.get(3);
        BlockHandle other = data.get(5);
        assertEquals(one.length(), other.length());
        System.arraycopy(
                content, (int) one.position(), content, (int) other.position(), (int) (one.end() - one.position()));
        try (TableReader table = open()) {
            assertThrows(CorruptFileException.class, () -> table.find(key(5), Stamp.NEWEST, new FoundEntry()));
            assertThrows(CorruptFileException.class, table::verify);
        }
    }

    /** Blocks of one entry each, in the order of their keys. */
    private List<BlockHandle> dataBlocks() {
        List<BlockHandle> data = blocks.stream()
                .filter(block -> block.length() == 4 + 4 + 40 + 16)
                .sorted((a, b) -> Long.compare(a.position(), b.position()))
                .toList();
        assertEquals(KEYS, data.size());
        return data;
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5",
        "0, -1",
        "0, -6",
        "0, 2147483647",
        "0, 2147483640",
        "9223372036854775807, 5",
        "9223372036854775807, 2147483647",
        "-9223372036854775808, 100",
        "100000, 1",
        "0, 12"
    })
    void placesOutsideOfTheFileAreRefused(long position, int length) throws IOException {
        BlockHandle wrong = new BlockHandle(position, length);
        for (Footer forged : List.of(
                new Footer(wrong, footer.rangeDeletions(), footer.properties()),
                new Footer(footer.topIndex(), wrong, footer.properties()),
                new Footer(footer.topIndex(), footer.rangeDeletions(), wrong))) {
            put(forged.encode(footerAt()), footerAt());
            assertThrows(CorruptFileException.class, this::open);
        }
    }

    @Test
    void bytesBetweenBlocksAreReported() throws IOException {
        int at = (int) footer.topIndex().position();
        byte[] longer = new byte[content.length + 9];
        System.arraycopy(content, 0, longer, 0, at);
        System.arraycopy(content, at, longer, at + 9, content.length - at);
        content = longer;
        Footer moved = new Footer(moved(footer.topIndex()), moved(footer.rangeDeletions()), moved(footer.properties()));
        put(moved.encode(footerAt()), footerAt());
        try (TableReader table = open()) {
            assertTrue(table.find(key(5), Stamp.NEWEST, new FoundEntry()));
            CorruptFileException refused = assertThrows(CorruptFileException.class, table::verify);
            assertEquals(at, refused.position());
        }
    }

    private BlockHandle moved(BlockHandle block) {
        BlockHandle moved = new BlockHandle(block.position() + 9, block.length());
        TableBytes.seal(content, moved);
        return moved;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 16, 24, 32, 40, 48, 64, 70})
    void propertiesThatAreNotThoseOfTheEntriesAreReported(int at) throws IOException {
        content[(int) footer.properties().position() + at]++;
        TableBytes.seal(content, footer.properties());
        try (TableReader table = open()) {
            assertThrows(CorruptFileException.class, table::verify);
        }
    }

    @Test
    void aFilterWithoutAKeyIsReported() throws IOException {
        BlockHandle filter = blocks.get(4);
        int at = (int) filter.position();
        int bits = content[at + filter.length() - 1];
        assertEquals(6, bits);
        Arrays.fill(content, at, at + filter.length() - 1, (byte) 0);
        TableBytes.seal(content, filter);
        try (TableReader table = open()) {
            assertThrows(CorruptFileException.class, table::verify);
        }
        for (int wrong : new int[] {0, -1, 25, 127}) {
            content[at + filter.length() - 1] = (byte) wrong;
            TableBytes.seal(content, filter);
            try (TableReader table = open()) {
                assertThrows(CorruptFileException.class, () -> table.find(key(1), Stamp.NEWEST, new FoundEntry()));
            }
        }
    }

    @Test
    void filtersAreWholeLines() {
        byte[] bytes = new byte[1000];
        Arrays.fill(bytes, (byte) 1);
        for (int length : new int[] {0, 1, 2, 64, 66, 128}) {
            assertEquals(false, Filter.isValid(bytes, length), length + " bytes");
        }
        assertTrue(Filter.isValid(bytes, 65));
        assertTrue(Filter.isValid(bytes, 129));
    }

    @Test
    void compressedLengthsThatCannotBeAreRefused() throws IOException {
        BlockHandle block = dataBlocks().getFirst();
        int at = (int) block.position();
        content[at + block.length()] = 1;
        for (int raw : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, 60, 0}) {
            TableFormat.putInt(content, at, raw);
            TableBytes.seal(content, block);
            try (TableReader table = open()) {
                assertThrows(CorruptFileException.class, () -> table.find(key(0), Stamp.NEWEST, new FoundEntry()));
            }
        }
    }

    @Test
    void entriesOutOfOrderAreReported() throws IOException {
        forgeKey(5, 4);
        verifyReports("an entry that is not behind the one before");
    }

    @Test
    void entriesBehindTheirSeparatorAreReported() throws IOException {
        forgeKey(5, 6);
        verifyReports("a separator before the last entry of its block");
    }

    private void forgeKey(int entry, int key) {
        BlockHandle block = dataBlocks().get(entry);
        put(key(key), (int) block.position() + 4);
        TableBytes.seal(content, block);
    }

    private void verifyReports(String found) throws IOException {
        try (TableReader table = open()) {
            String refused =
                    assertThrows(CorruptFileException.class, table::verify).getMessage();
            assertTrue(refused.contains(found), refused);
        }
    }

    @Test
    void aFileCutWhileItIsOpenIsRefused() throws IOException {
        StrictFileSystem files = TableBytes.files(content);
        try (TableReader table = TableReader.open(files, PATH, BlockCache.none())) {
            files.resize(PATH, 10);
            assertThrows(CorruptFileException.class, () -> table.find(key(5), Stamp.NEWEST, new FoundEntry()));
        }
    }

    @Test
    void blocksWithoutEntriesAreRefused() throws IOException {
        content = table(new byte[] {'m'}, new BlockBuilder(1), new BlockBuilder(1));
        refusesToRead(new byte[] {'m'});
    }

    @Test
    void anIndexThatEndsBeforeItsSeparatorIsRefused() throws IOException {
        content = table(new byte[] {'a'}, oneEntry(), new BlockBuilder(1));
        refusesToRead(new byte[] {'m'});
    }

    private static BlockBuilder oneEntry() {
        BlockBuilder data = new BlockBuilder(1);
        data.add(new byte[] {'a'}, 1, 257, new byte[0], 0);
        return data;
    }

    @Test
    void rangeDeletionsOutOfOrderAreReported() throws IOException {
        byte[] end = {'z'};
        for (int[] stamps : new int[][] {{256, 512}, {512, 256}}) {
            BlockBuilder deletions = new BlockBuilder(1);
            deletions.add(new byte[] {'a'}, 1, stamps[0], end, 1);
            deletions.add(new byte[] {'a'}, 1, stamps[1], end, 1);
            content = table(end, oneEntry(), deletions);
            verifyReports(stamps[0] < stamps[1] ? "range deletion 1 before the one before" : "properties");
        }
    }

    @Test
    void rangeDeletionsThatEndBeforeTheirBeginningAreRefused() throws IOException {
        BlockBuilder deletions = new BlockBuilder(1);
        deletions.add(new byte[] {'b'}, 1, 256, new byte[] {'b'}, 1);
        content = table(new byte[] {'a'}, oneEntry(), deletions);
        assertThrows(CorruptFileException.class, this::open);
    }

    @Test
    void bytesBeforeTheFooterAreRefused() throws IOException {
        int at = footerAt();
        content = Arrays.copyOf(content, content.length + 3);
        put(footer.encode(at + 3), at + 3);
        assertThrows(CorruptFileException.class, this::open);
    }

    private void refusesToRead(byte[] key) throws IOException {
        try (TableReader table = open()) {
            EntryCursor cursor = table.cursor();
            for (int again = 0; again < 2; again++) {
                assertThrows(CorruptFileException.class, () -> table.find(key, Stamp.NEWEST, new FoundEntry()));
                assertThrows(CorruptFileException.class, () -> cursor.seek(key, 1, Stamp.NEWEST));
                assertThrows(CorruptFileException.class, () -> cursor.seekBefore(key, 1, Stamp.NEWEST));
                assertFalse(cursor.isValid());
            }
            assertThrows(CorruptFileException.class, table::verify);
        }
    }

    /** A table of one block, whose separator is one in the index and {@code z} in the top index. */
    private static byte[] table(byte[] separator, BlockBuilder data, BlockBuilder deletions) throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        try (TableOutput out = new TableOutput(files, PATH)) {
            BlockBuilder index = new BlockBuilder(1);
            add(index, separator, write(out, data));
            BlockBuilder top = new BlockBuilder(1);
            add(top, new byte[] {'z'}, write(out, index));
            BlockHandle topIndex = write(out, top);
            BlockHandle rangeDeletions = write(out, deletions);
            TableInfo info = new InfoBuilder().build(0);
            BlockHandle properties =
                    out.write(TableProperties.encode(info), TableProperties.length(info), TableCompression.NONE);
            out.append(new Footer(topIndex, rangeDeletions, properties).encode(out.position()), Footer.BYTES);
            out.sync();
        }
        return files.content(PATH);
    }

    private static BlockHandle write(TableOutput out, BlockBuilder block) throws IOException {
        int length = block.finish();
        return out.write(block.array(), length, TableCompression.NONE);
    }

    /** The place of the block, and that of a filter that is not there. */
    private static void add(BlockBuilder index, byte[] separator, BlockHandle block) {
        byte[] places = new byte[2 * BlockHandle.MAX_BYTES];
        int length = BlockHandle.NONE.put(places, block.put(places, 0));
        index.add(separator, separator.length, 0, places, length);
    }

    private void put(byte[] bytes, int at) {
        System.arraycopy(bytes, 0, content, at, bytes.length);
    }

    private TableReader open() throws IOException {
        return TableReader.open(TableBytes.files(content), PATH, BlockCache.none());
    }
}
