package io.travertine.engine.shard;

import io.travertine.engine.LogSlice;
import io.travertine.storage.log.LogFile;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Batches of one log file. Neighbours in the file are one run, read with one call. */
final class LogFileSlice implements LogSlice {
    private final LogView view;
    private final LogFile file;
    private long[] positions = new long[4];
    private int[] lengths = new int[4];
    private int runs;
    private int bytes;

    private LogFileSlice(LogView view, LogFile file) {
        this.view = view;
        this.file = file;
    }

    /** Takes the entry the cursor is on, and those behind it in the same file that fit and are below the end offset. */
    static LogFileSlice collect(LogView view, EntryCursor cursor, int maxBytes, long endOffset) throws IOException {
        LogFileSlice slice = new LogFileSlice(view, cursor.file());
        do {
            slice.add(cursor.position(), cursor.length());
        } while (slice.bytes < maxBytes
                && cursor.next()
                && cursor.file() == slice.file
                && cursor.baseOffset() < endOffset
                && slice.bytes + cursor.length() <= maxBytes);
        return slice;
    }

    private void add(long position, int length) {
        bytes += length;
        if (runs > 0 && positions[runs - 1] + lengths[runs - 1] == position) {
            lengths[runs - 1] += length;
            return;
        }
        if (runs == positions.length) {
            positions = Arrays.copyOf(positions, 2 * runs);
            lengths = Arrays.copyOf(lengths, 2 * runs);
        }
        positions[runs] = position;
        lengths[runs++] = length;
    }

    @Override
    public int estimatedBytes() {
        return bytes;
    }

    @Override
    public boolean recent() {
        return !file.sealed();
    }

    @Override
    public ByteBuffer read() throws IOException {
        ByteBuffer target = ByteBuffer.allocate(bytes);
        for (int i = 0; i < runs; i++) {
            target.limit(target.position() + lengths[i]);
            file.read(positions[i], target);
        }
        return target.flip();
    }

    @Override
    public void close() {
        view.close();
    }
}
