package io.travertine.columnar.segment;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.SystemColumns;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.scan.ZoneMap;
import io.travertine.columnar.segment.SegmentLayout.Block;
import io.travertine.columnar.segment.SegmentLayout.BlockColumn;
import io.travertine.columnar.segment.SegmentLayout.Dictionary;
import io.travertine.columnar.vector.ColumnBuilder;
import io.travertine.columnar.vector.Conversion;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.schema.TableSchema;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Makes a segment out of chunks that follow each other. Each chunk becomes a block. Chunks are kept until {@link #finish}, as
 * dictionaries and types are those of all of them.
 *
 * <p>Publication: all files are written under temporary names and synced, then renamed, then the directory is synced. Only then is
 * there a {@link SegmentInfo}, and only what a manifest lists counts: after a crash, files that it does not list are left-overs,
 * see {@link SegmentFiles#delete}.
 */
public final class SegmentWriter {
    private static final long MAX_ROWS = 1L << 20;
    /** What the chunks of a segment may take: an eighth of the heap, as they are held until it is written. */
    private static final long MAX_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 8, 16L << 20, 256L << 20);

    private static final long MICROS_PER_MILLI = 1_000;

    private final FileSystem files;
    private final Path directory;
    private final long number;
    private final List<String> indexedColumns;
    private final List<MemoryChunk> chunks = new ArrayList<>();
    private final RawBatchesWriter rawBatches;
    private long rowCount;
    private long estimatedBytes;

    /**
     * @param number names the files; one that the directory does not have yet
     * @param indexedColumns columns to index; those that the chunks do not have are passed over
     */
    public SegmentWriter(FileSystem files, Path directory, long number, List<String> indexedColumns) {
        this.files = files;
        this.directory = directory;
        this.number = number;
        this.indexedColumns = List.copyOf(indexedColumns);
        this.rawBatches = new RawBatchesWriter(() -> create(SegmentFiles.batches(directory, number)));
    }

    /** Keeps a batch as it came, because the chunks do not have all of its records. In offset order; the same one may come twice. */
    public void addRaw(long baseOffset, long endOffset, ByteBuffer batch) throws IOException {
        rawBatches.add(baseOffset, endOffset, batch);
    }

    /** Adds a chunk of the same partition that begins where the last one ended. Empty ones are passed over. */
    public void add(MemoryChunk chunk) {
        if (chunk.rowCount() == 0) {
            return;
        }
        if (!chunks.isEmpty() && chunk.firstOffset() != firstOffset() + rowCount) {
            throw new IllegalArgumentException("a chunk that begins at offset " + chunk.firstOffset()
                    + " cannot follow offset " + (firstOffset() + rowCount - 1));
        }
        chunks.add(chunk);
        rowCount += chunk.rowCount();
        estimatedBytes += chunk.estimatedBytes();
    }

    public long rowCount() {
        return rowCount;
    }

    /** Whether the segment is as large as a segment should be; it takes more all the same. */
    public boolean isFull() {
        return rowCount >= MAX_ROWS || estimatedBytes >= MAX_BYTES;
    }

    /** Lets go of what was written for a segment that will not be finished. */
    public void abandon() throws IOException {
        rawBatches.close();
        files.delete(SegmentFiles.temporary(SegmentFiles.batches(directory, number)));
    }

    /** Writes and publishes the segment; durable when the call returns. At least one row is needed. */
    public SegmentInfo finish() throws IOException {
        if (chunks.isEmpty()) {
            throw new IllegalStateException("a segment needs at least one row");
        }
        List<Path> published = new ArrayList<>();
        try {
            SegmentInfo info = writeFiles(published);
            for (Path path : published) {
                files.rename(SegmentFiles.temporary(path), path);
            }
            files.syncDirectory(directory);
            return info;
        } catch (IOException | RuntimeException e) {
            deleteQuietly(published, e);
            throw e;
        }
    }

    private SegmentInfo writeFiles(List<Path> published) throws IOException {
        TableSchema schema = chunks.getFirst().schema();
        for (MemoryChunk chunk : chunks) {
            schema = schema.merge(chunk.schema());
        }
        boolean hasHidden = chunks.stream().anyMatch(chunk -> chunk.hiddenRows() != null);
        List<ColumnSchema> stored = SegmentLayout.storedColumns(schema, hasHidden);
        List<List<Column>> columns = new ArrayList<>();
        for (ColumnSchema column : stored) {
            List<Column> blocks = blocks(column);
            columns.add(column.type() == ColumnType.STRING ? DictionaryEncoder.encode(blocks) : blocks);
        }
        SegmentLayout layout = writeArrow(schema, hasHidden, stored, columns, published);
        long bytes = layout.arrowBytes() + writeZones(layout, published) + finishRawBatches(published);
        List<String> indexed = new ArrayList<>();
        for (String name : indexedColumns) {
            int at = storedPosition(stored, name);
            if (at >= 0) {
                int position = schema.position(name).orElseThrow();
                bytes += writeIndex(SegmentFiles.index(directory, number, position), columns.get(at), published);
                indexed.add(name);
            }
        }
        return info(schema, layout, stored, bytes, indexed);
    }

    private long finishRawBatches(List<Path> published) throws IOException {
        if (rawBatches.count() > 0) {
            published.add(SegmentFiles.batches(directory, number));
        }
        return rawBatches.finish();
    }

    private long writeIndex(Path path, List<Column> blocks, List<Path> published) throws IOException {
        published.add(path);
        try (StoreFile file = create(path)) {
            SegmentIndex.write(file, blocks);
            file.sync();
            return file.size();
        }
    }

    private static int storedPosition(List<ColumnSchema> stored, String name) {
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** A column of every chunk, in the segment's type. */
    private List<Column> blocks(ColumnSchema column) {
        List<Column> blocks = new ArrayList<>();
        for (MemoryChunk chunk : chunks) {
            Column held = held(chunk, column.name());
            blocks.add(
                    held == null
                            ? ColumnBuilder.of(column.type()).snapshot((int) chunk.rowCount())
                            : Conversion.convert(held, column.type()));
        }
        return blocks;
    }

    private static @Nullable Column held(MemoryChunk chunk, String name) {
        int rows = (int) chunk.rowCount();
        if (name.equals(SystemColumns.HIDDEN)) {
            byte[] hidden = chunk.hiddenRows();
            byte[] bits = hidden == null ? new byte[Memory.bitBytes(rows)] : hidden;
            return new BooleanColumn(rows, null, MemorySegment.ofArray(bits));
        }
        OptionalInt position = chunk.schema().position(name);
        return position.isEmpty() ? null : chunk.column(position.getAsInt());
    }

    private SegmentLayout writeArrow(
            TableSchema schema,
            boolean hasHidden,
            List<ColumnSchema> stored,
            List<List<Column>> columns,
            List<Path> published)
            throws IOException {
        Path path = SegmentFiles.arrow(directory, number);
        published.add(path);
        int partition = chunks.getFirst().partition();
        Schema arrowSchema = ArrowSchema.of(stored, columns, firstOffset(), partition);
        try (StoreFile file = create(path)) {
            ArrowFileWriter writer = new ArrowFileWriter(file, arrowSchema);
            List<@Nullable Dictionary> dictionaries = writeDictionaries(writer, columns);
            List<Block> blocks = writeBlocks(writer, columns);
            long size = writer.finish();
            file.sync();
            return new SegmentLayout(
                    schema, partition, firstOffset(), hasHidden, size, writer.checksum(), dictionaries, blocks);
        }
    }

    private static List<@Nullable Dictionary> writeDictionaries(ArrowFileWriter writer, List<List<Column>> columns)
            throws IOException {
        List<@Nullable Dictionary> dictionaries = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getFirst() instanceof DictionaryColumn codes) {
                BytesColumn entries = codes.dictionary();
                List<StoredBuffer> buffers = writer.writeDictionary(i, ColumnBuffers.of(entries));
                dictionaries.add(new Dictionary(entries.size(), buffers.get(1), buffers.get(2)));
            } else {
                dictionaries.add(null);
            }
        }
        return dictionaries;
    }

    private List<Block> writeBlocks(ArrowFileWriter writer, List<List<Column>> columns) throws IOException {
        List<Block> blocks = new ArrayList<>();
        int firstRow = 0;
        for (int i = 0; i < chunks.size(); i++) {
            int rows = (int) chunks.get(i).rowCount();
            List<ColumnBuffers> buffers = new ArrayList<>();
            List<ZoneMap> zones = new ArrayList<>();
            for (List<Column> column : columns) {
                buffers.add(ColumnBuffers.of(column.get(i)));
                zones.add(ZoneMaps.of(column.get(i)));
            }
            blocks.add(block(firstRow, rows, zones, buffers, writer.writeBatch(rows, buffers)));
            firstRow += rows;
        }
        return blocks;
    }

    private static Block block(
            int firstRow, int rows, List<ZoneMap> zones, List<ColumnBuffers> columns, List<StoredBuffer> stored) {
        List<BlockColumn> blockColumns = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < columns.size(); i++) {
            StoredBuffer validity = stored.get(next++);
            StoredBuffer values = stored.get(next++);
            StoredBuffer data = columns.get(i).data() == null ? StoredBuffer.NONE : stored.get(next++);
            blockColumns.add(new BlockColumn(zones.get(i), validity, values, data));
        }
        return new Block(firstRow, rows, blockColumns);
    }

    private long writeZones(SegmentLayout layout, List<Path> published) throws IOException {
        Path path = SegmentFiles.zones(directory, number);
        published.add(path);
        ByteSink sink = ZonesFormat.write(layout);
        try (StoreFile file = create(path)) {
            file.write(sink.buffer(), 0);
            file.sync();
        }
        return sink.size();
    }

    /** Makes a file under its temporary name, in place of one that a crash may have left. */
    private StoreFile create(Path published) throws IOException {
        Path temporary = SegmentFiles.temporary(published);
        files.delete(temporary);
        return files.create(temporary);
    }

    private SegmentInfo info(
            TableSchema schema, SegmentLayout layout, List<ColumnSchema> stored, long bytes, List<String> indexed) {
        MemoryChunk last = chunks.getLast();
        IdColumn firstIds = ids(chunks.getFirst());
        IdColumn lastIds = ids(last);
        int lastRow = (int) last.rowCount() - 1;
        int timestamp = storedPosition(stored, SystemColumns.TIMESTAMP);
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (Block block : layout.blocks()) {
            ZoneMap zone = block.columns().get(timestamp).zone();
            if (zone.min() instanceof Long least && zone.max() instanceof Long greatest) {
                min = Math.min(min, least);
                max = Math.max(max, greatest);
            }
        }
        boolean none = min > max;
        return new SegmentInfo(
                number,
                firstOffset(),
                rowCount,
                firstIds.high(0),
                firstIds.low(0),
                lastIds.high(lastRow),
                lastIds.low(lastRow),
                none ? -1 : Math.floorDiv(min, MICROS_PER_MILLI),
                none ? -1 : Math.floorDiv(max, MICROS_PER_MILLI),
                bytes,
                isFull(),
                rawBatches.count(),
                indexed,
                schema);
    }

    private static IdColumn ids(MemoryChunk chunk) {
        if (held(chunk, SystemColumns.ID) instanceof IdColumn ids) {
            return ids;
        }
        throw new IllegalArgumentException("a chunk without record ids");
    }

    private long firstOffset() {
        return chunks.getFirst().firstOffset();
    }

    private void deleteQuietly(List<Path> published, Exception cause) {
        for (Path path : published) {
            try {
                files.delete(SegmentFiles.temporary(path));
                files.delete(path);
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
