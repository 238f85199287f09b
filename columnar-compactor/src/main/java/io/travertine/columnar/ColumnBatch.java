package io.travertine.columnar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, as columns, and which of them are meant. A batch that a {@link BatchSource} gave is valid until the next call to
 * that source: who keeps values longer copies them.
 */
public final class ColumnBatch {
    private final List<Column> columns;
    private final int rowCount;
    private final int @Nullable [] selection;
    private final int selectedCount;

    /** A batch of which every row is meant. */
    public ColumnBatch(List<? extends Column> columns, int rowCount) {
        this(columns, rowCount, null, rowCount);
    }

    /**
     * @param columns each of {@code rowCount} rows
     * @param selection the rows that are meant, ascending, in its first {@code selectedCount} places; null when all are
     */
    public ColumnBatch(List<? extends Column> columns, int rowCount, int @Nullable [] selection, int selectedCount) {
        this.columns = List.copyOf(columns);
        for (Column column : this.columns) {
            if (column.size() != rowCount) {
                throw new IllegalArgumentException("a column of " + column.size() + " rows in a batch of " + rowCount);
            }
        }
        if (selection == null ? selectedCount != rowCount : selectedCount > selection.length) {
            throw new IllegalArgumentException(selectedCount + " rows selected of " + rowCount);
        }
        this.rowCount = rowCount;
        this.selection = selection;
        this.selectedCount = selectedCount;
    }

    public List<Column> columns() {
        return columns;
    }

    public Column column(int position) {
        return columns.get(position);
    }

    /** Rows in each column, selected or not. */
    public int rowCount() {
        return rowCount;
    }

    /** The rows that are meant, ascending, or null when all are. */
    public int @Nullable [] selection() {
        return selection;
    }

    /** How many rows are meant. */
    public int selectedCount() {
        return selectedCount;
    }
}
