package io.travertine.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A file is whole, but of a format version that this program does not read: it is too old or too new. */
public final class UnsupportedFormatException extends IOException {
    public UnsupportedFormatException(Path file, int found, int oldest, int newest) {
        super(file + " has format version " + found + ", this program reads " + oldest + " to " + newest + "; "
                + (found > newest ? "use a newer release" : "upgrade it with the release that wrote it first"));
    }
}
