package io.travertine.query.plan;

import io.travertine.query.expression.Constant;
import io.travertine.query.expression.EvaluationException;
import io.travertine.query.expression.RecordIds;
import io.travertine.schema.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Literals as constants. Intervals are whole numbers: of months, or of microseconds. */
final class Literals {
    private Literals() {}

    static Constant compile(RexLiteral literal) {
        ColumnType type = SqlTypes.of(literal.getType());
        Comparable<?> value = literal.getValue();
        return value == null ? new Constant(type, null) : constant(literal, type, value);
    }

    private static Constant constant(RexLiteral literal, ColumnType type, Comparable<?> value) {
        return switch (type) {
            case BOOLEAN -> new Constant(type, value);
            case INT64 -> new Constant(type, whole(literal, (BigDecimal) value));
            case FLOAT64 -> new Constant(type, ((Number) value).doubleValue());
            case DATE ->
                new Constant(
                        type,
                        literal.getValueAs(DateString.class) instanceof DateString date
                                ? date.getDaysSinceEpoch()
                                : null);
            case TIMESTAMP -> new Constant(type, micros(literal.getValueAs(TimestampString.class)));
            case STRING, JSON -> new Constant(type, text(value).getBytes(StandardCharsets.UTF_8));
            case BINARY -> new Constant(type, ((ByteString) value).getBytes());
            case RECORD_ID -> new Constant(type, RecordIds.bytes((UUID) value));
        };
    }

    private static long whole(RexLiteral literal, BigDecimal value) {
        try {
            boolean days = SqlTypeUtil.isInterval(literal.getType())
                    && !literal.getType().getSqlTypeName().isYearMonth();
            return (days ? value.movePointRight(3) : value).longValueExact();
        } catch (ArithmeticException notWhole) {
            throw EvaluationException.outOfRange(value + " as BIGINT");
        }
    }

    private static String text(Comparable<?> value) {
        return value instanceof NlsString text ? text.getValue() : value.toString();
    }

    private static @Nullable Object micros(@Nullable TimestampString value) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        int point = text.indexOf('.');
        String fraction = point < 0 ? "" : text.substring(point + 1);
        return Math.floorDiv(value.getMillisSinceEpoch(), 1000L) * 1_000_000L
                + Long.parseLong((fraction + "000000").substring(0, 6));
    }
}
