package io.travertine.storage.log;

import java.util.ArrayList;
import java.util.List;

/** The current {@link FileSet}: taken by readers without a lock, replaced when a file is begun, sealed or retired. */
final class LiveFiles {
    private volatile FileSet current;

    LiveFiles(List<LogFile> sealed) {
        current = new FileSet(sealed, List.of());
    }

    FileSet current() {
        return current;
    }

    /** The current set, to be released by the caller. */
    FileSet acquire() {
        while (true) {
            FileSet set = current;
            if (set.tryRetain()) {
                return set;
            }
            Thread.onSpinWait();
        }
    }

    /** Whether no file was begun, sealed or taken out since the set was acquired. */
    boolean isCurrent(FileSet set) {
        return current == set;
    }

    synchronized void begin(OpenFile file) {
        List<OpenFile> open = new ArrayList<>(current.open());
        open.add(file);
        replace(current.sealed(), open);
    }

    /** Puts the sealed file in the place of the first open one. */
    synchronized void seal(OpenFile before, LogFile after) {
        List<LogFile> sealed = new ArrayList<>(current.sealed());
        List<OpenFile> open = new ArrayList<>(current.open());
        OpenFile first = open.removeFirst();
        assert first == before
                : "sealed " + after.path() + " before " + first.file().path();
        sealed.add(after);
        replace(sealed, open);
    }

    /** Takes out the sealed files whose groups are all below the sequence. */
    synchronized void retireBelow(long sequence) {
        List<LogFile> kept = new ArrayList<>();
        for (LogFile file : current.sealed()) {
            if (file.lastSequence() < sequence) {
                ((SealedFile) file.state()).retire();
            } else {
                kept.add(file);
            }
        }
        if (kept.size() < current.sealed().size()) {
            replace(kept, current.open());
        }
    }

    synchronized void close() {
        replace(List.of(), List.of());
    }

    private void replace(List<LogFile> sealed, List<OpenFile> open) {
        FileSet before = current;
        current = new FileSet(sealed, open);
        before.release();
    }
}
