package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.INT;

import java.lang.foreign.MemorySegment;

/** The directory and the ordinals of a footer, as they are in the file. */
final class MappedDirectory implements PartitionDirectory {
    private final MemorySegment directory;
    private final MemorySegment ordinals;
    private final int partitionCount;

    MappedDirectory(MemorySegment directory, MemorySegment ordinals) {
        this.directory = directory;
        this.ordinals = ordinals;
        this.partitionCount = (int) (directory.byteSize() / DirectoryLayout.BYTES);
    }

    @Override
    public PartitionEntries find(LogIndex index, int partition) {
        int low = 0;
        int high = partitionCount - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = Integer.compare(getInt(middle, DirectoryLayout.PARTITION), partition);
            if (compared == 0) {
                return entries(index, middle);
            } else if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return PartitionEntries.none(index);
    }

    private PartitionEntries entries(LogIndex index, int line) {
        long first = (long) getInt(line, DirectoryLayout.FIRST_ORDINAL) * Integer.BYTES;
        int count = getInt(line, DirectoryLayout.ENTRY_COUNT);
        return new PartitionEntries(
                index,
                ordinals.asSlice(first, (long) count * Integer.BYTES),
                count,
                directory.asSlice((long) line * DirectoryLayout.BYTES, DirectoryLayout.BYTES));
    }

    @Override
    public int[] partitions(LogIndex index) {
        int[] partitions = new int[partitionCount];
        for (int line = 0; line < partitionCount; line++) {
            partitions[line] = getInt(line, DirectoryLayout.PARTITION);
        }
        return partitions;
    }

    private int getInt(int line, int field) {
        return directory.get(INT, (long) line * DirectoryLayout.BYTES + field);
    }
}
