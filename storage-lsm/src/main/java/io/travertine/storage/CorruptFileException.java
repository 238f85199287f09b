package io.travertine.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Bytes on disk are not what was written. Nothing was returned from the damaged place, nothing was skipped. The message
 * names the file, the position, what was found and what was expected.
 */
public final class CorruptFileException extends IOException {
    private final Path file;
    private final long position;

    public CorruptFileException(Path file, long position, String found, String expected) {
        super(file + " is corrupt at byte " + position + ": found " + found + ", expected " + expected
                + "; run 'travertine verify' for the extent and 'travertine recover --dry-run' for what can be done");
        this.file = file;
        this.position = position;
    }

    public Path file() {
        return file;
    }

    public long position() {
        return position;
    }
}
