package io.travertine.engine.shard;

import io.travertine.engine.FileRegion;
import io.travertine.engine.LogSlice;
import io.travertine.storage.log.LogFile;
import io.travertine.storage.log.LogIndex;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches of one log file. Neighbours in the file are one run, read or sent with one call. Batches of a sealed file are verified
 * the first time somebody wants them; those of a file that is being written were in our hands a moment ago.
 */
final class LogFileSlice implements LogSlice {
    /** Below this mean length, copying runs together costs less than a system call for each. */
    private static final int MIN_REGION_BYTES = 16 << 10;

    /** To ask for more runs whether they are in memory takes too long for an event loop. */
    private static final int MAX_RUNS_ASKED = 64;

    private final LogView view;
    private final LogFile file;
    private int[] ordinals = new int[16];
    private int count;
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
            slice.add(cursor.ordinal(), cursor.position(), cursor.length());
        } while (slice.bytes < maxBytes
                && cursor.next()
                && cursor.file() == slice.file
                && cursor.baseOffset() < endOffset
                && slice.bytes + cursor.length() <= maxBytes);
        return slice;
    }

    private void add(int ordinal, long position, int length) {
        if (count == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, 2 * count);
        }
        ordinals[count++] = ordinal;
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
    public boolean ready() {
        return !file.sealed() || (runs <= MAX_RUNS_ASKED && verified() && inMemory());
    }

    private boolean verified() {
        for (int i = 0; i < count; i++) {
            if (!file.verified(ordinals[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean inMemory() {
        for (int i = 0; i < runs; i++) {
            if (!file.inMemory(positions[i], lengths[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ByteBuffer read() throws IOException {
        ByteBuffer target = ByteBuffer.allocate(bytes);
        for (int i = 0; i < runs; i++) {
            target.limit(target.position() + lengths[i]);
            file.read(positions[i], target);
        }
        verify(target.flip());
        return target;
    }

    private void verify(ByteBuffer batches) throws IOException {
        LogIndex index = file.index();
        int at = 0;
        for (int i = 0; i < count; i++) {
            int length = index.length(ordinals[i]);
            if (!file.verified(ordinals[i])) {
                file.verify(ordinals[i], batches.slice(at, length));
            }
            at += length;
        }
    }

    @Override
    public List<FileRegion> regions() {
        FileChannel channel =
                bytes / runs < MIN_REGION_BYTES ? null : file.file().channel();
        return channel == null ? List.of() : regions(channel);
    }

    private List<FileRegion> regions(FileChannel channel) {
        List<FileRegion> regions = new ArrayList<>(runs);
        for (int i = 0; i < runs; i++) {
            regions.add(new FileRegion(channel, positions[i], lengths[i]));
        }
        return regions;
    }

    /** Reads batch by batch into a buffer that is used again, whatever was verified before: reading is what fills the memory. */
    @Override
    public void load() throws IOException {
        LogIndex index = file.index();
        @Nullable ByteBuffer scratch = null;
        for (int i = 0; i < count; i++) {
            int length = index.length(ordinals[i]);
            if (scratch == null || scratch.capacity() < length) {
                scratch = ByteBuffer.allocate(length);
            }
            file.read(index.position(ordinals[i]), scratch.clear().limit(length));
            file.verify(ordinals[i], scratch.flip());
        }
    }

    @Override
    public void close() {
        view.close();
    }
}
