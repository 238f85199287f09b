package io.travertine.schema.evolution;

import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.FieldType.Decimal;
import io.travertine.schema.record.FieldType.Enumeration;
import io.travertine.schema.record.FieldType.Scalar;
import java.util.Locale;
import java.util.Set;

/** Types without parts, of which one may have every value that the other has. */
final class Widening {
    private static final int INT32_DIGITS = 10;
    private static final int INT64_DIGITS = 19;

    private Widening() {}

    /** Whether they have the same values; the order of symbols is none of them. */
    static boolean isSame(FieldType one, FieldType other) {
        return one.equals(other)
                || (one instanceof Enumeration a
                        && other instanceof Enumeration b
                        && Set.copyOf(a.symbols()).equals(Set.copyOf(b.symbols())));
    }

    /** Whether every value of the narrow type is one of the wide type, and written alike in JSON. */
    static boolean isPossible(FieldType narrow, FieldType wide) {
        if (narrow instanceof Enumeration few && wide instanceof Enumeration many) {
            return Set.copyOf(many.symbols()).containsAll(few.symbols());
        }
        if (narrow instanceof Enumeration) {
            return wide == Scalar.STRING;
        }
        if (narrow instanceof Decimal few && wide instanceof Decimal many) {
            return few.scale() <= many.scale() && integerDigits(few) <= integerDigits(many);
        }
        if (narrow == Scalar.INT32) {
            return wide == Scalar.INT64
                    || wide == Scalar.FLOAT64
                    || (wide instanceof Decimal decimal && integerDigits(decimal) >= INT32_DIGITS);
        }
        if (narrow == Scalar.INT64) {
            return wide instanceof Decimal decimal && integerDigits(decimal) >= INT64_DIGITS;
        }
        return narrow == Scalar.FLOAT32 && wide == Scalar.FLOAT64;
    }

    private static int integerDigits(Decimal decimal) {
        return decimal.precision() - decimal.scale();
    }

    /** As a schema in JSON has it. */
    static String name(FieldType type) {
        if (type instanceof Scalar scalar) {
            return scalar.name().toLowerCase(Locale.ROOT);
        }
        if (type instanceof Decimal decimal) {
            return "decimal(" + decimal.precision() + ", " + decimal.scale() + ")";
        }
        if (type instanceof Enumeration enumeration) {
            return "enum " + enumeration.symbols();
        }
        if (type instanceof FieldType.ListOf) {
            return "list";
        }
        return type instanceof FieldType.MapOf ? "map" : type instanceof FieldType.Struct ? "record" : "union";
    }
}
