package io.travertine.engine;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All tables as they were at one moment. Any thread may use it until it is closed. */
public interface DatabaseSnapshot extends AutoCloseable {
    /** The names of the tables, sorted. */
    List<String> tableNames();

    /**
     * The table of that name, or null when there is none. Its schema includes every column that the records in the snapshot
     * have, so the first call for a table may have to decode its fresh tail.
     */
    @Nullable TableSnapshot table(String name) throws IOException;

    @Override
    void close();
}
