package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryCursor;
import org.jspecify.annotations.Nullable;

/** A cursor that is where one of others is; subclasses say which, and how it moves. */
abstract class DelegatingCursor implements EntryCursor {
    private @Nullable EntryCursor current;

    /** Goes to where another cursor is; to no entry, when that is at none or null. */
    final void follow(@Nullable EntryCursor cursor) {
        current = cursor;
    }

    final EntryCursor at() {
        EntryCursor at = current;
        if (at == null) {
            throw new IllegalStateException("the cursor is at no entry");
        }
        return at;
    }

    @Override
    public final boolean isValid() {
        return current != null && current.isValid();
    }

    @Override
    public final byte[] key() {
        return at().key();
    }

    @Override
    public final int keyLength() {
        return at().keyLength();
    }

    @Override
    public final long stamp() {
        return at().stamp();
    }

    @Override
    public final int valueLength() {
        return at().valueLength();
    }

    @Override
    public final void copyValue(byte[] target, int at) {
        at().copyValue(target, at);
    }
}
