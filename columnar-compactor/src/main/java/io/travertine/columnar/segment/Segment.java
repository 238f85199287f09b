package io.travertine.columnar.segment;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.RecordReader;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.scan.BlockRecordReader;
import io.travertine.columnar.scan.RangeScan;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.TableSchema;
import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A segment, open for reading by any number of threads. Its zones file is held in memory and says where in the Arrow file the
 * buffers of each column lie; a scan reads those it needs with positioned reads, checks them and decompresses them into memory of
 * its own. (Not mapped: a mapping cannot be closed under a reader, and a file cut short would end the process, not the read.)
 */
public final class Segment implements ColumnRange, Closeable {
    private static final int VERIFY_BYTES = 1 << 20;

    private final SegmentInfo info;
    private final SegmentLayout layout;
    private final StoreFile arrow;
    private final Map<String, SegmentIndex> indexes;
    private @Nullable RawBatches rawBatches;

    private Segment(SegmentInfo info, SegmentLayout layout, StoreFile arrow, Map<String, SegmentIndex> indexes) {
        this.info = info;
        this.layout = layout;
        this.arrow = arrow;
        this.indexes = indexes;
    }

    /**
     * Opens a segment that a manifest lists.
     *
     * @throws CorruptFileException when its files are not those that were described
     */
    public static Segment open(FileSystem files, Path directory, SegmentInfo info) throws IOException {
        Path zonesPath = SegmentFiles.zones(directory, info.number());
        SegmentLayout layout = readLayout(files, zonesPath);
        if (layout.firstOffset() != info.firstOffset()
                || layout.rowCount() != info.rowCount()
                || !layout.schema().equals(info.schema())) {
            throw new CorruptFileException(
                    zonesPath,
                    0,
                    layout.rowCount() + " rows from offset " + layout.firstOffset() + " with columns "
                            + layout.schema(),
                    info.rowCount() + " rows from offset " + info.firstOffset() + " with columns " + info.schema());
        }
        StoreFile arrow = files.openRead(SegmentFiles.arrow(directory, info.number()));
        Map<String, SegmentIndex> indexes = new HashMap<>();
        Segment segment = new Segment(info, layout, arrow, indexes);
        try {
            if (arrow.size() != layout.arrowBytes()) {
                throw new CorruptFileException(
                        arrow.path(),
                        arrow.size(),
                        "a file of " + arrow.size() + " bytes",
                        layout.arrowBytes() + " bytes");
            }
            for (String column : info.indexedColumns()) {
                OptionalInt position = info.schema().position(column);
                if (position.isPresent()) {
                    Path path = SegmentFiles.index(directory, info.number(), position.getAsInt());
                    indexes.put(column, SegmentIndex.open(files, path, layout.rowCount()));
                }
            }
            if (info.rawBatches() > 0) {
                Path path = SegmentFiles.batches(directory, info.number());
                segment.rawBatches = RawBatches.open(files, path, info.rawBatches());
            }
            return segment;
        } catch (IOException | RuntimeException e) {
            segment.close();
            throw e;
        }
    }

    /**
     * Opens a segment of which only the files are left; an index or batches that are missing cannot be missed.
     *
     * @throws CorruptFileException when its files do not agree with each other
     */
    public static Segment openWithoutManifest(FileSystem files, Path directory, long number) throws IOException {
        SegmentLayout layout = readLayout(files, SegmentFiles.zones(directory, number));
        List<String> indexed = new ArrayList<>();
        List<ColumnSchema> columns = layout.schema().columns();
        for (int column = 0; column < columns.size(); column++) {
            if (files.exists(SegmentFiles.index(directory, number, column))) {
                indexed.add(columns.get(column).name());
            }
        }
        Path batches = SegmentFiles.batches(directory, number);
        int rawBatches = files.exists(batches) ? RawBatches.count(files, batches) : 0;
        SegmentInfo info = new SegmentInfo(
                number,
                layout.firstOffset(),
                layout.rowCount(),
                0,
                0,
                0,
                0,
                -1,
                -1,
                layout.arrowBytes(),
                false,
                rawBatches,
                indexed,
                layout.schema());
        return open(files, directory, info);
    }

    private static SegmentLayout readLayout(FileSystem files, Path path) throws IOException {
        try (StoreFile file = files.openRead(path)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
            file.readFully(bytes, 0);
            return ZonesFormat.read(path, bytes.array());
        }
    }

    public SegmentInfo info() {
        return info;
    }

    @Override
    public long firstOffset() {
        return layout.firstOffset();
    }

    @Override
    public long rowCount() {
        return layout.rowCount();
    }

    @Override
    public boolean hasHiddenRows() {
        return layout.hasHidden();
    }

    @Override
    public TableSchema schema() {
        return layout.schema();
    }

    @Override
    public BatchSource scan(ScanRequest request) {
        return new RangeScan(reader(), request);
    }

    @Override
    public RecordReader records(long fromOffset) {
        return new BlockRecordReader(reader(), fromOffset);
    }

    /** Batches that are kept as they came; null when there are none. */
    public @Nullable RawBatches rawBatches() {
        return rawBatches;
    }

    private SegmentReader reader() {
        return new SegmentReader(layout, arrow, indexes);
    }

    /**
     * Reads all of its files and checks every byte.
     *
     * @throws CorruptFileException for the first damage found
     */
    public void verify() throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(VERIFY_BYTES);
        for (long position = 0; position < layout.arrowBytes(); position += buffer.limit()) {
            buffer.clear().limit((int) Math.min(VERIFY_BYTES, layout.arrowBytes() - position));
            arrow.readFully(buffer, position);
            checksum.update(buffer.flip());
        }
        if ((int) checksum.getValue() != layout.arrowChecksum()) {
            throw new CorruptFileException(
                    arrow.path(),
                    0,
                    "a file with checksum " + ZonesFormat.hex((int) checksum.getValue()),
                    "checksum " + ZonesFormat.hex(layout.arrowChecksum()));
        }
        for (SegmentIndex index : indexes.values()) {
            index.verify();
        }
        if (rawBatches != null) {
            rawBatches.verify();
        }
    }

    /** Scans that are still open fail with an IOException. */
    @Override
    public void close() throws IOException {
        arrow.close();
        for (SegmentIndex index : indexes.values()) {
            index.close();
        }
        if (rawBatches != null) {
            rawBatches.close();
        }
    }
}
