package io.travertine.query;

import io.travertine.query.expression.Constant;
import io.travertine.query.expression.RecordIds;
import io.travertine.query.expression.Timestamps;
import io.travertine.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The values given for a statement's parameters. */
record Parameters(List<Constant> constants) {
    static Parameters of(List<? extends @Nullable Object> values) throws QueryException {
        List<Constant> constants = new java.util.ArrayList<>();
        for (Object value : values) {
            constants.add(constant(value, constants.size() + 1));
        }
        return new Parameters(List.copyOf(constants));
    }

    List<SqlTypeName> types() {
        return constants.stream().map(constant -> sqlType(constant.type())).toList();
    }

    private static Constant constant(@Nullable Object value, int place) throws QueryException {
        return switch (value) {
            case null -> new Constant(ColumnType.STRING, null);
            case Boolean bool -> new Constant(ColumnType.BOOLEAN, bool);
            case Byte number -> new Constant(ColumnType.INT64, number.longValue());
            case Short number -> new Constant(ColumnType.INT64, number.longValue());
            case Integer number -> new Constant(ColumnType.INT64, number.longValue());
            case Long number -> new Constant(ColumnType.INT64, number);
            case BigInteger number when number.bitLength() < 64 -> new Constant(ColumnType.INT64, number.longValue());
            case Float number -> new Constant(ColumnType.FLOAT64, number.doubleValue());
            case Double number -> new Constant(ColumnType.FLOAT64, number);
            case BigDecimal number -> new Constant(ColumnType.FLOAT64, number.doubleValue());
            case String text -> new Constant(ColumnType.STRING, text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> new Constant(ColumnType.BINARY, bytes);
            case UUID id -> new Constant(ColumnType.RECORD_ID, RecordIds.bytes(id));
            case LocalDate date -> new Constant(ColumnType.DATE, Math.toIntExact(date.toEpochDay()));
            case Instant time -> new Constant(ColumnType.TIMESTAMP, micros(time));
            case LocalDateTime time -> new Constant(ColumnType.TIMESTAMP, micros(time.toInstant(ZoneOffset.UTC)));
            case OffsetDateTime time -> new Constant(ColumnType.TIMESTAMP, micros(time.toInstant()));
            case ZonedDateTime time -> new Constant(ColumnType.TIMESTAMP, micros(time.toInstant()));
            case java.util.Date time -> new Constant(ColumnType.TIMESTAMP, time.getTime() * 1000);
            default ->
                throw new QueryException(
                        "42804",
                        "parameter " + place + " is a " + value.getClass().getName()
                                + ": give a boolean, number, text, bytes, UUID, date or time");
        };
    }

    static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), Timestamps.MICROS_PER_SECOND), time.getNano() / 1000);
    }

    private static SqlTypeName sqlType(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> SqlTypeName.BOOLEAN;
            case DATE -> SqlTypeName.DATE;
            case INT64 -> SqlTypeName.BIGINT;
            case FLOAT64 -> SqlTypeName.DOUBLE;
            case TIMESTAMP -> SqlTypeName.TIMESTAMP;
            case STRING, JSON -> SqlTypeName.VARCHAR;
            case BINARY -> SqlTypeName.VARBINARY;
            case RECORD_ID -> SqlTypeName.UUID;
        };
    }
}
