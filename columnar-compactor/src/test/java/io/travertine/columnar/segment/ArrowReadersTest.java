package io.travertine.columnar.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.columnar.Cells;
import io.travertine.columnar.RandomTable;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.storage.Seeds;
import io.travertine.storage.file.OsFileSystem;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that are not ours open the Arrow file of a segment and find the same values. */
class ArrowReadersTest {
    @TempDir
    Path directory;

    @Test
    void arrowJavaReadsTheSameValues() throws Throwable {
        Seeds.forEach(5, random -> {
            RandomTable table = new RandomTable(random, 1 + random.nextInt(3_000));
            SegmentInfo info = Segments.write(new OsFileSystem(), directory, table.chunks(1_000));
            compare(table, info);
            SegmentFiles.delete(new OsFileSystem(), directory, info.number());
        });
    }

    private void compare(RandomTable table, SegmentInfo info) throws Exception {
        Path path = SegmentFiles.arrow(directory, info.number());
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(path);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator, CommonsCompressionFactory.INSTANCE)) {
            Map<String, String> metadata =
                    reader.getVectorSchemaRoot().getSchema().getCustomMetadata();
            assertEquals(Long.toString(table.firstOffset), metadata.get(ArrowSchema.FIRST_OFFSET));
            assertEquals(Integer.toString(RandomTable.PARTITION), metadata.get(ArrowSchema.PARTITION));
            int firstRow = 0;
            while (reader.loadNextBatch()) {
                int rows = reader.getVectorSchemaRoot().getRowCount();
                for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
                    compare(table, firstRow, rows, reader, vector);
                }
                firstRow += rows;
            }
            assertEquals(table.rows.size(), firstRow);
        }
    }

    private static void compare(RandomTable table, int firstRow, int rows, ArrowFileReader reader, FieldVector vector)
            throws Exception {
        String name = vector.getName();
        if (name.equals("_headers") || name.equals("_hidden")) {
            return;
        }
        ColumnType type = ColumnType.valueOf(vector.getField().getMetadata().get(ArrowSchema.TYPE));
        if (vector.getField().getDictionary() == null) {
            compare(table, firstRow, rows, new ColumnSchema(name, type), vector);
            return;
        }
        Dictionary dictionary = reader.getDictionaryVectors()
                .get(vector.getField().getDictionary().getId());
        try (ValueVector decoded = DictionaryEncoder.decode(vector, dictionary)) {
            compare(table, firstRow, rows, new ColumnSchema(name, type), decoded);
        }
    }

    private static void compare(RandomTable table, int firstRow, int rows, ColumnSchema column, ValueVector vector) {
        for (int row = 0; row < rows; row++) {
            Map<String, Object> expected = table.rows.get(firstRow + row);
            if (expected != null) {
                assertEquals(
                        RandomTable.cell(expected, column),
                        cell(column.type(), vector.getObject(row)),
                        column + " row " + (firstRow + row));
            }
        }
    }

    private static @Nullable Object cell(ColumnType type, @Nullable Object value) {
        return switch (value) {
            case byte[] bytes
            when type == ColumnType.RECORD_ID -> HexFormat.of().formatHex(bytes);
            case byte[] bytes -> Cells.text(bytes);
            case org.apache.arrow.vector.util.Text text -> Cells.text(text.copyBytes());
            case null, default -> value;
        };
    }

    /** Runs where python3 has pyarrow; {@code -Dtravertine.python=} names another interpreter. */
    @Test
    void pyarrowAndPolarsReadTheSameSums() throws Exception {
        String python = System.getProperty("travertine.python", "python3");
        Assumptions.assumeTrue(run(python, "-c", "import pyarrow").code() == 0, python + " has no pyarrow");
        RandomTable table = new RandomTable(new Random(7), 5_000);
        SegmentInfo info = Segments.write(new OsFileSystem(), directory, table.chunks(2_000));
        long sum = 0;
        long texts = 0;
        for (Map<String, Object> row : table.rows) {
            sum += row != null && row.get("a") instanceof Long value ? value : 0;
            texts += row != null && row.get("d") instanceof String text
                    ? utf8(text).codePointCount(0, utf8(text).length())
                    : 0;
        }
        String script = """
                import sys
                import pyarrow as pa, pyarrow.compute as pc
                table = pa.ipc.open_file(sys.argv[1]).read_all()
                table.validate(full=True)
                texts = pc.sum(pc.utf8_length(table['d'].cast(pa.string()))).as_py()
                print(table.num_rows, pc.sum(table['a']).as_py(), texts)
                try:
                    import polars
                except ImportError:
                    polars = None
                if polars:
                    frame = polars.read_ipc(sys.argv[1], memory_map=False)
                    assert frame.height == table.num_rows
                    assert frame['a'].sum() == pc.sum(table['a']).as_py()
                """;
        Output output = run(
                python,
                "-c",
                script,
                SegmentFiles.arrow(directory, info.number()).toString());
        assertEquals(table.rows.size() + " " + sum + " " + texts + "\n", output.text());
    }

    private static String utf8(String cell) {
        return new String(cell.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private record Output(int code, String text) {}

    private static Output run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (java.io.IOException e) {
            return new Output(-1, e.getMessage());
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
