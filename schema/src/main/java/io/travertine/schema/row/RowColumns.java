package io.travertine.schema.row;

import io.travertine.schema.ColumnType;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.RecordSchema;
import java.util.Arrays;
import java.util.List;

/**
 * Gives the values of rows of one version to the columns of another one, which may be the same. What the other version does not have is
 * passed over, what it calls otherwise goes where it now belongs, what has another type there comes as {@link ConvertedNode} says. Allocates nothing for flat rows of numbers, texts, times and ids. One thread.
 */
public final class RowColumns {
    private static final int NONE = -1;

    private final int version;
    private final RowNode[] nodes;
    private final int[] columns;
    private final JsonWriter scratch = new JsonWriter();

    /**
     * @param writer the version of the rows
     * @param reader the version whose fields are the columns, in order
     */
    public RowColumns(RecordSchema writer, RecordSchema reader) {
        version = writer.version();
        nodes = new NestedNodes.StructNode(writer.struct()).nodes().toArray(RowNode[]::new);
        columns = new int[nodes.length];
        Arrays.fill(columns, NONE);
        List<Field> fields = reader.fields();
        for (int column = 0; column < fields.size(); column++) {
            Field before = fields.get(column).in(writer.struct());
            if (before != null) {
                int place = writer.fields().indexOf(before);
                ColumnType from = before.type().column();
                ColumnType to = fields.get(column).type().column();
                columns[place] = column;
                if (from != to) {
                    nodes[place] = new ConvertedNode(nodes[place], from, to);
                }
            }
        }
    }

    /**
     * Reads a row.
     *
     * @throws RowException when it is none of the writer's version; columns before the wrong place have got their values
     */
    public void read(RowReader row, ColumnSink sink) {
        row.begin(version);
        row.enter();
        int nulls = row.nulls(nodes.length);
        for (int i = 0; i < nodes.length; i++) {
            if (row.isNull(nulls, i)) {
                continue;
            }
            if (columns[i] == NONE) {
                nodes[i].toJson(row, scratch.reset());
            } else {
                nodes[i].toColumn(row, columns[i], sink, scratch);
            }
        }
        row.leave();
        row.end();
    }
}
