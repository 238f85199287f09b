package io.travertine.schema;

/**
 * Which type holds the values of two: integers and doubles meet in FLOAT64, any other mix of scalars in STRING (a value as its
 * JSON text), a mix with objects or arrays in JSON.
 *
 * <pre>
 *            JSON
 *              |
 *           STRING
 *        /     |     \
 *  FLOAT64  BOOLEAN  TIMESTAMP, DATE, BINARY, RECORD_ID
 *     |
 *   INT64
 * </pre>
 */
public final class TypeInference {
    private TypeInference() {}

    /** The narrowest type that holds the values of both. Commutative, associative and idempotent. */
    public static ColumnType merge(ColumnType a, ColumnType b) {
        if (a == b) {
            return a;
        }
        if (a == ColumnType.JSON || b == ColumnType.JSON) {
            return ColumnType.JSON;
        }
        return isNumber(a) && isNumber(b) ? ColumnType.FLOAT64 : ColumnType.STRING;
    }

    private static boolean isNumber(ColumnType type) {
        return type == ColumnType.INT64 || type == ColumnType.FLOAT64;
    }
}
