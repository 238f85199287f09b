package io.travertine.query.plan;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Makes row expressions in which a literal's value has the class that belongs to its type: Double for DOUBLE, BigDecimal for whole
 * numbers. Calcite itself keeps {@code 2.5} as BigDecimal, also where its type is DOUBLE, and then cannot compare it with the
 * Doubles that casts and rules make.
 */
final class LiteralBuilder extends RexBuilder {
    LiteralBuilder(RelDataTypeFactory factory) {
        super(factory);
    }

    @Override
    protected RexLiteral makeLiteral(@Nullable Comparable value, RelDataType type, SqlTypeName name) {
        if (type.getSqlTypeName() == SqlTypeName.DOUBLE && value instanceof BigDecimal number) {
            return super.makeLiteral(number.doubleValue(), type, SqlTypeName.DOUBLE);
        }
        if (SqlTypeName.INT_TYPES.contains(type.getSqlTypeName()) && value instanceof Double number) {
            return super.makeLiteral(BigDecimal.valueOf(number), type, SqlTypeName.DECIMAL);
        }
        return super.makeLiteral(value, type, name);
    }
}
