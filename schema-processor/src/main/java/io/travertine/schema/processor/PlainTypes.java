package io.travertine.schema.processor;

import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import io.travertine.schema.processor.Model.Access;
import io.travertine.schema.processor.Model.Plain;
import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.FieldType.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The Java types without parts. */
final class PlainTypes {
    private static final String IDS = "io.travertine.ids.";

    private final Map<String, Plain> types = new HashMap<>();

    PlainTypes() {
        number("boolean", "Boolean", Access.BOOLEAN, Scalar.BOOLEAN);
        number("byte", "Byte", Access.WHOLE, Scalar.INT32);
        number("short", "Short", Access.WHOLE, Scalar.INT32);
        number("int", "Integer", Access.WHOLE, Scalar.INT32);
        number("long", "Long", Access.WHOLE, Scalar.INT64);
        number("float", "Float", Access.FLOATING, Scalar.FLOAT32);
        number("double", "Double", Access.FLOATING, Scalar.FLOAT64);
        object("java.lang.String", Access.TEXT, Scalar.STRING);
        object("byte[]", Access.BYTES, Scalar.BINARY);
        object("java.time.LocalDate", Access.DATE, Scalar.DATE);
        object("java.time.Instant", Access.TIMESTAMP, Scalar.TIMESTAMP);
        object("java.util.UUID", Access.UUID, Scalar.UUID);
        object(IDS + "UuidV4", Access.ID, Scalar.UUID);
        object(IDS + "UuidV5", Access.ID, Scalar.UUID);
        object(IDS + "UuidV7", Access.ID, Scalar.UUID);
        object(IDS + "Ulid", Access.ID, Scalar.ULID);
        object("java.math.BigDecimal", Access.DECIMAL, new FieldType.Decimal(FieldType.MAX_PRECISION, 0));
    }

    private void number(String primitive, String box, Access access, Scalar schema) {
        String boxed = "java.lang." + box;
        types.put(primitive, new Plain(primitive, boxed, access, schema));
        types.put(boxed, new Plain(boxed, boxed, access, schema));
    }

    private void object(String source, Access access, FieldType schema) {
        types.put(source, new Plain(source, source, access, schema));
    }

    @Nullable Plain of(TypeMirror type) {
        return types.get(DeclarationReader.source(type));
    }

    /** A decimal number with the digits that its constraint allows, or null when it has none, or too many. */
    static @Nullable Plain decimal(List<Model.Use> uses) {
        for (Model.Use use : uses) {
            Constraint constraint = use.constraint();
            if (constraint.kind() == ConstraintKind.DIGITS
                    && constraint.parameters().get("integer") instanceof Long integer
                    && constraint.parameters().get("fraction") instanceof Long fraction
                    && integer + fraction <= FieldType.MAX_PRECISION
                    && integer + fraction > 0) {
                FieldType type = new FieldType.Decimal((int) (integer + fraction), fraction.intValue());
                return new Plain("java.math.BigDecimal", "java.math.BigDecimal", Access.DECIMAL, type);
            }
        }
        return null;
    }
}
