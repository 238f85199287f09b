package io.travertine.schema.row;

import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How values of a type stand in a row; never null. Immutable. */
interface RowNode {
    /** @throws ClassCastException when the value is none of the type */
    void write(Object value, RowWriter row);

    Object read(RowReader row);

    void toJson(RowReader row, JsonWriter json);

    /** Gives the value to a column. What has parts becomes JSON. */
    default void toColumn(RowReader row, int column, ColumnSink sink, JsonWriter scratch) {
        toJson(row, scratch.reset());
        sink.putJson(column, scratch.buffer(), 0, scratch.size());
    }

    /** The place of a symbol or case among those of a type. */
    static int place(List<String> names, @Nullable Object name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new ClassCastException("'" + name + "' is none of " + names);
        }
        return place;
    }

    static RowNode of(FieldType type) {
        if (type instanceof FieldType.Scalar scalar) {
            return ScalarNodes.of(scalar);
        }
        if (type instanceof FieldType.Decimal decimal) {
            return new ScalarNodes.DecimalNode(decimal.precision(), decimal.scale());
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return new ScalarNodes.SymbolNode(enumeration);
        }
        if (type instanceof FieldType.ListOf list) {
            return new NestedNodes.ListNode(of(list.element().type()));
        }
        if (type instanceof FieldType.MapOf map) {
            return new NestedNodes.MapNode(of(map.value().type()));
        }
        return type instanceof FieldType.Struct struct
                ? new NestedNodes.StructNode(struct)
                : new NestedNodes.UnionNode((FieldType.Union) type);
    }
}
