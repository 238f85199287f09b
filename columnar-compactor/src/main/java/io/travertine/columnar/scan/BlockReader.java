package io.travertine.columnar.scan;

import io.travertine.columnar.Column;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.schema.TableSchema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One scan's way to the rows of a range, block by block. Columns are read when they are asked for; what it gave is valid until
 * another block is opened. One thread.
 */
public interface BlockReader extends AutoCloseable {
    TableSchema schema();

    /** Offset of row 0 of the range. */
    long firstOffset();

    /** Rows of the range. */
    int rowCount();

    int blockCount();

    /** The row of the range with which the block begins. */
    int firstRow(int block);

    int rowCount(int block);

    /** What is known of a column over the whole range, or null. */
    @Nullable ZoneMap rangeZone(String column);

    /** What is known of a column in a block, or null. */
    @Nullable ZoneMap blockZone(int block, String column);

    /**
     * The rows of the range, ascending, outside of which the predicate is true nowhere, if an index knows and they are at most
     * so many; else null.
     */
    int @Nullable [] indexedRows(ColumnPredicate predicate, int maxRows) throws IOException;

    void openBlock(int block) throws IOException;

    /** A column of the open block in the type it is held in, or null when the range has no such column. */
    @Nullable Column column(String name) throws IOException;

    /** One bit a row of the open block, set where a row holds no record; null when there is none such. */
    byte @Nullable [] hiddenRows() throws IOException;

    /** Bytes read from storage so far. */
    long bytesRead();

    @Override
    void close();
}
