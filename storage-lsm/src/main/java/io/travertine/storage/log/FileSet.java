package io.travertine.storage.log;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The files of the log at one moment, in order: first the sealed ones, then those that are not. Keeps them while it is referenced. */
final class FileSet {
    private final List<LogFile> sealed;
    private final List<OpenFile> open;
    private final AtomicInteger references = new AtomicInteger(1);

    FileSet(List<LogFile> sealed, List<OpenFile> open) {
        this.sealed = List.copyOf(sealed);
        this.open = List.copyOf(open);
        sealed.forEach(file -> file.state().retain());
        open.forEach(FileState::retain);
    }

    List<LogFile> sealed() {
        return sealed;
    }

    List<OpenFile> open() {
        return open;
    }

    /** False when it has been let go of by everyone already. */
    boolean tryRetain() {
        int before = references.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        return before > 0;
    }

    void release() {
        if (references.decrementAndGet() == 0) {
            sealed.forEach(file -> file.state().release());
            open.forEach(FileState::release);
        }
    }
}
