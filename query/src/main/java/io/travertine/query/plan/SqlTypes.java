package io.travertine.query.plan;

import io.travertine.query.expression.EvaluationException;
import io.travertine.schema.ColumnType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Our types among Calcite's. There is one type of numbers with a fraction (DOUBLE) and one of text (VARCHAR without a
 * length): whatever other name a query uses for them becomes that one, so that rules and literals cannot bring in padding or
 * decimals. Narrow integers exist by name; all are computed in 64 bits. JSON is text to Calcite.
 */
final class SqlTypes {
    static final RelDataTypeSystem SYSTEM = new TypeSystem();

    private SqlTypes() {}

    static RelDataTypeFactory factory() {
        return new Factory();
    }

    /** The Calcite type of a column; every column may be null. */
    static RelDataType of(ColumnType type, RelDataTypeFactory factory) {
        RelDataType sql = switch (type) {
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case DATE -> factory.createSqlType(SqlTypeName.DATE);
            case INT64 -> factory.createSqlType(SqlTypeName.BIGINT);
            case FLOAT64 -> factory.createSqlType(SqlTypeName.DOUBLE);
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP);
            case STRING, JSON -> factory.createSqlType(SqlTypeName.VARCHAR);
            case BINARY -> factory.createSqlType(SqlTypeName.VARBINARY);
            case RECORD_ID -> factory.createSqlType(SqlTypeName.UUID);
        };
        return factory.createTypeWithNullability(sql, true);
    }

    /** The type in which we compute. */
    static ColumnType of(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> ColumnType.BOOLEAN;
            case DATE -> ColumnType.DATE;
            case TINYINT, SMALLINT, INTEGER, BIGINT -> ColumnType.INT64;
            case DECIMAL, FLOAT, REAL, DOUBLE -> ColumnType.FLOAT64;
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> ColumnType.TIMESTAMP;
            case CHAR, VARCHAR, NULL -> ColumnType.STRING;
            case BINARY, VARBINARY -> ColumnType.BINARY;
            case UUID -> ColumnType.RECORD_ID;
            default -> {
                if (SqlTypeUtil.isInterval(type)) {
                    yield ColumnType.INT64;
                }
                throw new EvaluationException("0A000", "values of type " + type + " are not supported");
            }
        };
    }

    /** How wide an integer type is; 64 for all other types. */
    static int integerBits(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case INTEGER -> 32;
            default -> 64;
        };
    }

    /** As users read it. */
    static String name(ColumnType type) {
        return switch (type) {
            case INT64 -> "BIGINT";
            case FLOAT64 -> "DOUBLE";
            case STRING -> "VARCHAR";
            case BINARY -> "VARBINARY";
            default -> type.name();
        };
    }

    private static final class TypeSystem extends RelDataTypeSystemImpl {
        @Override
        public int getMaxPrecision(SqlTypeName typeName) {
            return switch (typeName) {
                case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
                default -> super.getMaxPrecision(typeName);
            };
        }

        @Override
        public int getDefaultPrecision(SqlTypeName typeName) {
            if (SqlTypeName.INTERVAL_TYPES.contains(typeName)) {
                return 9;
            }
            return switch (typeName) {
                case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
                default -> super.getDefaultPrecision(typeName);
            };
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
            return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }
    }

    private static final class Factory extends SqlTypeFactoryImpl {
        Factory() {
            super(SYSTEM);
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }

        @Override
        public RelDataType createSqlType(SqlTypeName name) {
            return super.createSqlType(widened(name));
        }

        @Override
        public RelDataType createSqlType(SqlTypeName name, int precision) {
            SqlTypeName wide = widened(name);
            return switch (wide) {
                case TIMESTAMP -> super.createSqlType(wide, 6);
                case VARCHAR, VARBINARY -> super.createSqlType(wide, RelDataType.PRECISION_NOT_SPECIFIED);
                case BIGINT, DOUBLE -> super.createSqlType(wide);
                default -> super.createSqlType(wide, precision);
            };
        }

        @Override
        public RelDataType createSqlType(SqlTypeName name, int precision, int scale) {
            return name == SqlTypeName.DECIMAL
                    ? super.createSqlType(scale == 0 && precision <= 19 ? SqlTypeName.BIGINT : SqlTypeName.DOUBLE)
                    : super.createSqlType(name, precision, scale);
        }

        private static SqlTypeName widened(SqlTypeName name) {
            return switch (name) {
                case FLOAT, REAL, DECIMAL -> SqlTypeName.DOUBLE;
                case CHAR -> SqlTypeName.VARCHAR;
                case BINARY -> SqlTypeName.VARBINARY;
                case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> SqlTypeName.TIMESTAMP;
                default -> name;
            };
        }
    }
}
