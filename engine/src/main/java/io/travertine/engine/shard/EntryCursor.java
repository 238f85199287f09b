package io.travertine.engine.shard;

import io.travertine.storage.log.LogFile;
import io.travertine.storage.log.LogIndex;
import io.travertine.storage.log.LogView;
import io.travertine.storage.log.PartitionEntries;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the log entries (record batches) of one partition in offset order, from the one that holds an offset on. One thread. */
public final class EntryCursor {
    private final List<LogFile> files;
    private final int partition;
    private final long from;
    private int fileIndex = -1;
    private int entryIndex;
    private @Nullable LogFile file;
    private @Nullable LogIndex index;
    private @Nullable PartitionEntries entries;

    /** @param view stays open while the cursor is used */
    public EntryCursor(LogView view, int partition, long fromOffset) {
        this.files = view.files();
        this.partition = partition;
        this.from = fromOffset;
    }

    /** Goes to the next entry; false when there is none. Blocks when a sealed file's index is used for the first time. */
    public boolean next() throws IOException {
        if (entries != null && ++entryIndex < entries.count()) {
            return true;
        }
        while (++fileIndex < files.size()) {
            file = files.get(fileIndex);
            index = file.index();
            PartitionEntries candidates = index.partitionEntries(partition);
            if (!candidates.isEmpty() && candidates.endOffset() > from) {
                entries = candidates;
                entryIndex = candidates.find(from);
                return true;
            }
        }
        entries = null;
        return false;
    }

    /** The file the entry is in. */
    public LogFile file() {
        return required(file);
    }

    /** The entry's place in its file. */
    public int ordinal() {
        return required(entries).ordinal(entryIndex);
    }

    public long position() {
        return index().position(ordinal());
    }

    public int length() {
        return index().length(ordinal());
    }

    public long baseOffset() {
        return index().baseOffset(ordinal());
    }

    public long endOffset() {
        return index().endOffset(ordinal());
    }

    public long maxTimestampMs() {
        return index().maxTimestampMs(ordinal());
    }

    public long idHigh() {
        return index().idHigh(ordinal());
    }

    public long idLow() {
        return index().idLow(ordinal());
    }

    /** Reads the batch and verifies its checksum. Blocks. */
    public ByteBuffer read() throws IOException {
        return file().readBatch(ordinal());
    }

    private LogIndex index() {
        return required(index);
    }

    private static <V> V required(@Nullable V value) {
        if (value == null) {
            throw new IllegalStateException("the cursor is not on an entry");
        }
        return value;
    }
}
