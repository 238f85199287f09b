package io.travertine.schema.row;

import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.RecordSchema;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes rows by a schema that came as data. A generated {@link io.travertine.schema.RecordType} does the same without maps.
 * Immutable, thread-safe.
 *
 * <pre>
 * row      = u8 1 | varint version of the schema | record
 * record   = a bit for each field in declared order, set: null, ceil(n / 8) bytes | values of the others
 * value:
 *   boolean           u8, 0 or 1
 *   int32, int64      zigzag varint
 *   float32, float64  4 or 8 bytes, little-endian
 *   string, binary    varint length | bytes, of a string in UTF-8
 *   date              zigzag varint, days since 1970
 *   timestamp         zigzag varint, microseconds since 1970
 *   uuid, ulid        16 bytes, big-endian
 *   decimal(p, s)     the number without its point, at scale s: zigzag varint for p &lt;= 18, else varint length | two's complement, big-endian
 *   enum              varint, place of the symbol
 *   list              varint n | a bit for each element, set: null, ceil(n / 8) bytes | the other elements
 *   map               varint n | a bit for each entry, set: its value is null | entries: string key | value
 *   union             varint, place of the case | record
 * varint = 7 bits a byte, the lowest first, the highest bit of a byte set when more follow (LEB128)
 * </pre>
 */
public final class RowCodec {
    private final int version;
    private final NestedNodes.StructNode root;

    /** @throws IllegalArgumentException when records lie within more others than a row may have */
    public RowCodec(RecordSchema schema) {
        int depth = depth(schema.struct());
        if (depth > RowReader.MAX_DEPTH) {
            throw new IllegalArgumentException("schema '" + schema.name() + "' has " + depth
                    + " records within each other, rows have at most " + RowReader.MAX_DEPTH);
        }
        this.version = schema.version();
        this.root = new NestedNodes.StructNode(schema.struct());
    }

    private static int depth(FieldType type) {
        if (type instanceof FieldType.Struct struct) {
            return 1 + deepest(struct.fields().stream().map(Field::type));
        }
        if (type instanceof FieldType.Union union) {
            return deepest(union.cases().stream().map(FieldType.Union.Case::struct));
        }
        if (type instanceof FieldType.ListOf list) {
            return depth(list.element().type());
        }
        return type instanceof FieldType.MapOf map ? depth(map.value().type()) : 0;
    }

    private static int deepest(Stream<? extends FieldType> types) {
        return types.mapToInt(RowCodec::depth).max().orElse(0);
    }

    /**
     * Writes a record, of the values that {@link io.travertine.schema.record.JsonRows} makes. Fields that the schema does not have are left
     * out; that the others are of their types is for a validator to see.
     *
     * @throws ClassCastException when one is not
     */
    public void write(Map<String, @Nullable Object> record, RowWriter row) {
        row.begin(version);
        root.write(record, row);
    }

    /**
     * Reads a row of this schema's version.
     *
     * @throws RowException when it is none
     */
    public Map<String, @Nullable Object> read(RowReader row) {
        row.begin(version);
        Map<String, @Nullable Object> record = root.read(row);
        row.end();
        return record;
    }

    /** Writes the same as a JSON object; fields that are null are left out. */
    public void toJson(RowReader row, JsonWriter json) {
        row.begin(version);
        root.toJson(row, json);
        row.end();
    }
}
