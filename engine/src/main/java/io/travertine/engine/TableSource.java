package io.travertine.engine;

import java.io.IOException;

/** Where queries find their tables. */
public interface TableSource {
    /**
     * One immutable view of every table. What was acknowledged before the call is in it. May block (decoding the fresh tail):
     * never call it on an event loop. The caller closes it.
     */
    DatabaseSnapshot snapshot() throws IOException;
}
