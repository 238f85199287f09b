package io.travertine.storage.batch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The records of one batch after another, uncompressed into the same bytes. One thread. */
final class BatchBytes {
    private static final int INITIAL_BYTES = 16 * 1024;

    private final int maxUncompressedBytes;
    private final GrowableBytes compressed = new GrowableBytes(0);
    private final GrowableBytes records;

    BatchBytes(int maxUncompressedBytes) {
        this.maxUncompressedBytes = maxUncompressedBytes;
        this.records = new GrowableBytes(Math.min(INITIAL_BYTES, maxUncompressedBytes), maxUncompressedBytes + 1);
    }

    byte[] array() {
        return records.array();
    }

    int size() {
        return records.size();
    }

    /** Takes the records of a batch that has been checked. */
    void load(ByteBuffer batch, int position) throws InvalidBatchException {
        int size = RecordBatchHeader.sizeInBytes(batch, position) - RecordBatchHeader.HEADER_BYTES;
        Compression compression = RecordBatchHeader.compression(batch, position);
        if (compression == Compression.NONE) {
            copy(batch, position, size, records);
        } else {
            copy(batch, position, size, compressed);
            decompress(compression);
        }
    }

    private void copy(ByteBuffer batch, int position, int size, GrowableBytes target) throws InvalidBatchException {
        if (size > maxUncompressedBytes) {
            throw tooLarge();
        }
        target.setSize(0);
        target.setSize(size);
        batch.get(position + RecordBatchHeader.HEADER_BYTES, target.array(), 0, size);
    }

    private void decompress(Compression compression) throws InvalidBatchException {
        records.setSize(0);
        InputStream source = new ByteArrayInputStream(compressed.array(), 0, compressed.size());
        try (InputStream stream = compression.decompress(source, maxUncompressedBytes)) {
            while (readSome(stream)) {
                if (records.size() > maxUncompressedBytes) {
                    throw tooLarge();
                }
            }
        } catch (InvalidBatchException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new InvalidBatchException(
                    "the records of the batch are not valid " + compression.configName() + ": " + e.getMessage(), e);
        }
    }

    /** Reads at most one byte beyond the bound, which is enough to know that it is passed. */
    private boolean readSome(InputStream stream) throws IOException {
        int size = records.size();
        if (size == records.array().length) {
            records.setSize(size + 1);
            records.setSize(size);
        }
        long room = Math.min(records.array().length - size, maxUncompressedBytes + 1L - size);
        int count = stream.read(records.array(), size, (int) room);
        if (count < 0) {
            return false;
        }
        records.setSize(size + count);
        return true;
    }

    private InvalidBatchException tooLarge() {
        return new InvalidBatchException(
                "found more than " + maxUncompressedBytes + " bytes of records in a batch, expected at most so many");
    }
}
