package io.travertine.query.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/** Calcite's implicit casts, but text becomes what it is compared with, also where that is a record id or bytes. */
final class Coercion extends TypeCoercionImpl {
    Coercion(RelDataTypeFactory factory, SqlValidator validator) {
        super(factory, validator);
    }

    @Override
    public @Nullable RelDataType commonTypeForBinaryComparison(@Nullable RelDataType a, @Nullable RelDataType b) {
        if (a != null && b != null) {
            boolean nullable = a.isNullable() || b.isNullable();
            if (SqlTypeUtil.isCharacter(a) && takesText(b)) {
                return factory.createTypeWithNullability(b, nullable);
            }
            if (SqlTypeUtil.isCharacter(b) && takesText(a)) {
                return factory.createTypeWithNullability(a, nullable);
            }
        }
        return super.commonTypeForBinaryComparison(a, b);
    }

    private static boolean takesText(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.UUID || type.getSqlTypeName() == SqlTypeName.VARBINARY;
    }
}
