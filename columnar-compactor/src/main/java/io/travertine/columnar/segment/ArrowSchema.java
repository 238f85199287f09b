package io.travertine.columnar.segment;

import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The schema of a segment in Arrow's words, with ours as metadata. */
final class ArrowSchema {
    static final String FORMAT = "travertine.format";
    static final String FIRST_OFFSET = "travertine.first_offset";
    static final String PARTITION = "travertine.partition";
    static final String TYPE = "travertine.type";
    static final int FORMAT_VERSION = 1;

    private static final int INDEX_BITS = 32;

    private ArrowSchema() {}

    /** @param blocks for each stored column its blocks */
    static Schema of(List<ColumnSchema> stored, List<List<Column>> blocks, long firstOffset, int partition) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            fields.add(field(i, stored.get(i), blocks.get(i)));
        }
        Map<String, String> metadata = Map.of(
                FORMAT, Integer.toString(FORMAT_VERSION),
                FIRST_OFFSET, Long.toString(firstOffset),
                PARTITION, Integer.toString(partition));
        return new Schema(fields, metadata);
    }

    private static Field field(int position, ColumnSchema column, List<Column> blocks) {
        DictionaryEncoding encoding = blocks.getFirst() instanceof DictionaryColumn
                ? new DictionaryEncoding(position, true, new ArrowType.Int(INDEX_BITS, true))
                : null;
        FieldType type = new FieldType(
                true,
                arrowType(column.type(), blocks),
                encoding,
                Map.of(TYPE, column.type().name()));
        return new Field(column.name(), type, List.of());
    }

    private static ArrowType arrowType(ColumnType type, List<Column> blocks) {
        return switch (type) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case INT64 -> new ArrowType.Int(Long.SIZE, true);
            case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case RECORD_ID -> new ArrowType.FixedSizeBinary(2 * Long.BYTES);
            case BINARY -> ArrowType.Binary.INSTANCE;
            case STRING, JSON ->
                blocks.stream().allMatch(Utf8::isText) ? ArrowType.Utf8.INSTANCE : ArrowType.Binary.INSTANCE;
        };
    }
}
