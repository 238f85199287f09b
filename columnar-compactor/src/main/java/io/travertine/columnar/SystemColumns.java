package io.travertine.columnar;

import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.List;
import java.util.Set;

/** The columns that every table has, whatever its records hold. */
public final class SystemColumns {
    public static final String ID = "_id";
    public static final String OFFSET = "_offset";
    public static final String PARTITION = "_partition";
    public static final String TIMESTAMP = "_timestamp";
    public static final String KEY = "_key";
    public static final String VALUE = "_value";
    public static final String HEADERS = "_headers";
    /** Not a column of a table: in a segment file, marks rows that hold an offset but no record. */
    public static final String HIDDEN = "_hidden";

    private static final Set<String> RESERVED = Set.of(ID, OFFSET, PARTITION, TIMESTAMP, KEY, VALUE, HEADERS, HIDDEN);

    private SystemColumns() {}

    /** The columns every table has, in order. Keys and values are text or bytes. */
    public static List<ColumnSchema> of(boolean textKeys, boolean textValues) {
        return List.of(
                new ColumnSchema(ID, ColumnType.RECORD_ID),
                new ColumnSchema(OFFSET, ColumnType.INT64),
                new ColumnSchema(PARTITION, ColumnType.INT64),
                new ColumnSchema(TIMESTAMP, ColumnType.TIMESTAMP),
                new ColumnSchema(KEY, textKeys ? ColumnType.STRING : ColumnType.BINARY),
                new ColumnSchema(VALUE, textValues ? ColumnType.STRING : ColumnType.BINARY),
                new ColumnSchema(HEADERS, ColumnType.JSON));
    }

    /** Whether no field of a record can become a column of this name. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }
}
