package io.travertine.columnar.segment;

import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.storage.file.FileSystem;
import java.nio.file.Path;
import java.util.List;

/** Makes segments. */
final class Segments {
    static final long NUMBER = 42;
    static final List<String> INDEXED = List.of("a", "b", "d", "e", "g", "t", "u", "_key", "none");

    private Segments() {}

    static SegmentInfo write(FileSystem files, Path directory, List<MemoryChunk> chunks) throws Exception {
        SegmentWriter writer = new SegmentWriter(files, directory, NUMBER, INDEXED);
        chunks.forEach(writer::add);
        return writer.finish();
    }
}
