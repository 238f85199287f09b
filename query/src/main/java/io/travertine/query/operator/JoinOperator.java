package io.travertine.query.operator;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Gather;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hash join; without keys, a nested loop over the same structure.
 *
 * <ol>
 *   <li>Read the build side into a {@link JoinTable}.
 *   <li>For each batch of the probe side, walk the rows of equal key and collect pairs of row numbers, at most
 *       {@link #PAIRS} at a time; gather both sides' columns; keep the pairs for which the condition holds.
 *   <li>Behind the last pair of a batch, give its rows that had no match, if they are to be preserved.
 *   <li>At the end give the build rows that had no match, if they are to be preserved.
 * </ol>
 */
public final class JoinOperator extends Operator {
    private static final int PAIRS = 4096;

    private final JoinShape shape;
    private final Operator probe;
    private final Operator build;
    private final String description;
    private final int[] probeRows = new int[PAIRS];
    private final int[] buildRows = new int[PAIRS];
    private @Nullable JoinTable table;
    private boolean[] buildMatched = new boolean[0];
    private @Nullable Chunks unmatchedBuild;

    private @Nullable ColumnBatch batch;
    private int[] batchRows = new int[0];
    private int[] keyNumbers = new int[0];
    private boolean[] probeMatched = new boolean[0];
    private int position;
    private int candidate = JoinTable.NONE;

    public JoinOperator(ExecutionContext context, Operator left, Operator right, JoinShape shape, String description) {
        super(
                context,
                Stream.concat(left.types().stream(), right.types().stream()).toList(),
                List.of(left, right));
        this.shape = shape;
        this.probe = shape.buildLeft() ? right : left;
        this.build = shape.buildLeft() ? left : right;
        this.description = description;
    }

    @Override
    @Nullable ColumnBatch advance() {
        JoinTable rows = table;
        if (rows == null) {
            rows = JoinTable.build(context(), build, shape.buildLeft() ? shape.leftKeys() : shape.rightKeys());
            table = rows;
            buildMatched = new boolean[preserveBuild() ? rows.size() : 0];
        }
        if (rows.size() == 0 && !preserveProbe()) {
            return null;
        }
        while (unmatchedBuild == null) {
            ColumnBatch current = batch == null ? open(rows) : batch;
            if (current == null) {
                unmatchedBuild = unmatchedBuild(rows);
                break;
            }
            context().check();
            int pairs = collect(rows);
            ColumnBatch joined = pairs > 0 ? join(current, rows, pairs) : finish(current, rows);
            if (joined != null && joined.selectedCount() > 0) {
                return joined;
            }
        }
        ColumnBatch rest = unmatchedBuild.next();
        return rest == null ? null : sides(Columns.withColumns(rest, nulls(probe.types(), rest.rowCount())), rest);
    }

    @Override
    public String describe() {
        return description;
    }

    private boolean preserveProbe() {
        return shape.buildLeft() ? shape.preserveRight() : shape.preserveLeft();
    }

    private boolean preserveBuild() {
        return shape.buildLeft() ? shape.preserveLeft() : shape.preserveRight();
    }

    /** Takes the next batch of the probe side. */
    private @Nullable ColumnBatch open(JoinTable rows) {
        ColumnBatch next = probe.next();
        batch = next;
        if (next != null) {
            batchRows = Columns.selectedRows(next);
            keyNumbers = new int[next.rowCount()];
            rows.find(next, shape.buildLeft() ? shape.rightKeys() : shape.leftKeys(), keyNumbers);
            probeMatched = new boolean[preserveProbe() ? next.rowCount() : 0];
            position = -1;
            candidate = JoinTable.NONE;
        }
        return next;
    }

    /** Fills the arrays of pairs from where the last call ended; 0 at the end of the batch. */
    private int collect(JoinTable rows) {
        int pairs = 0;
        while (pairs < PAIRS) {
            if (candidate == JoinTable.NONE) {
                if (++position >= batchRows.length) {
                    break;
                }
                candidate = rows.size() == 0 ? JoinTable.NONE : rows.firstRow(keyNumbers[batchRows[position]]);
                continue;
            }
            probeRows[pairs] = batchRows[position];
            buildRows[pairs++] = candidate;
            candidate = rows.nextRow(candidate);
        }
        return pairs;
    }

    private ColumnBatch join(ColumnBatch current, JoinTable rows, int pairs) {
        ColumnBatch probed = new ColumnBatch(gather(current.columns(), probeRows, pairs), pairs);
        ColumnBatch joined = sides(probed, new ColumnBatch(gather(rows.columns(), buildRows, pairs), pairs));
        if (shape.condition() != null) {
            joined = Columns.where(joined, (BooleanColumn) shape.condition().evaluate(joined));
        }
        if (preserveProbe() || preserveBuild()) {
            for (int pair : Columns.selectedRows(joined)) {
                if (preserveProbe()) {
                    probeMatched[probeRows[pair]] = true;
                }
                if (preserveBuild()) {
                    buildMatched[buildRows[pair]] = true;
                }
            }
        }
        return joined;
    }

    /** Closes the batch: its rows without a match, if they are wanted. */
    private @Nullable ColumnBatch finish(ColumnBatch current, JoinTable rows) {
        batch = null;
        if (!preserveProbe()) {
            return null;
        }
        int[] unmatched = new int[batchRows.length];
        int count = 0;
        for (int row : batchRows) {
            unmatched[count] = row;
            count += probeMatched[row] ? 0 : 1;
        }
        ColumnBatch left = Columns.withSelection(current, unmatched, count);
        return sides(left, Columns.withColumns(left, nulls(build.types(), current.rowCount())));
    }

    private Chunks unmatchedBuild(JoinTable rows) {
        int[] unmatched = new int[buildMatched.length];
        int count = 0;
        for (int row = 0; row < buildMatched.length; row++) {
            unmatched[count] = row;
            count += buildMatched[row] ? 0 : 1;
        }
        return new Chunks(rows.columns(), unmatched, 0, count);
    }

    /** Puts the columns of two batches of the same rows side by side, left before right. */
    private ColumnBatch sides(ColumnBatch probed, ColumnBatch built) {
        List<Column> columns = new ArrayList<>(types().size());
        columns.addAll(shape.buildLeft() ? built.columns() : probed.columns());
        columns.addAll(shape.buildLeft() ? probed.columns() : built.columns());
        return Columns.withColumns(probed, columns);
    }

    private static List<Column> gather(List<Column> columns, int[] rows, int count) {
        List<Column> gathered = new ArrayList<>(columns.size());
        for (Column column : columns) {
            gathered.add(Gather.rows(column, rows, count));
        }
        return gathered;
    }

    private static List<Column> nulls(List<ColumnType> types, int size) {
        return types.stream().map(type -> Columns.nulls(type, size)).toList();
    }
}
