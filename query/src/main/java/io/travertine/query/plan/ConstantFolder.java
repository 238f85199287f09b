package io.travertine.query.plan;

import io.travertine.query.expression.EvaluationException;
import io.travertine.query.expression.Expression;
import io.travertine.query.expression.RecordIds;
import io.travertine.schema.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Computes constant expressions while planning, with our own kernels. What fails is left to fail when the query runs. */
final class ConstantFolder implements RexExecutor {
    @Override
    public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
        for (RexNode constant : constants) {
            reduced.add(fold(builder, constant));
        }
    }

    private static RexNode fold(RexBuilder builder, RexNode constant) {
        if (!RexUtil.isDeterministic(constant) || dependsOnRun(constant)) {
            return constant;
        }
        try {
            Expression expression = new ExpressionCompiler(builder, Bindings.NONE).compile(constant);
            Object value = ExpressionCompiler.constantValue(expression);
            return literal(builder, constant, expression.type(), value);
        } catch (EvaluationException failsWhenRun) {
            return constant;
        }
    }

    /** Parameters, and functions of the time. */
    private static boolean dependsOnRun(RexNode node) {
        return switch (node) {
            case RexDynamicParam parameter -> true;
            case RexCall call ->
                call.getOperator().isDynamicFunction()
                        || call.getOperator().getName().equals("NOW")
                        || call.getOperands().stream().anyMatch(ConstantFolder::dependsOnRun);
            default -> false;
        };
    }

    private static RexNode literal(RexBuilder builder, RexNode constant, ColumnType type, @Nullable Object value) {
        if (value == null) {
            return builder.makeNullLiteral(constant.getType());
        }
        if (org.apache.calcite.sql.type.SqlTypeUtil.isInterval(constant.getType())) {
            return constant;
        }
        Object literal = switch (type) {
            case BOOLEAN -> value;
            case INT64 -> BigDecimal.valueOf((Long) value);
            case FLOAT64 -> Double.isFinite((Double) value) ? BigDecimal.valueOf((Double) value) : null;
            case DATE -> DateString.fromDaysSinceEpoch((Integer) value);
            case TIMESTAMP -> timestamp((Long) value);
            case STRING, JSON -> new String((byte[]) value, StandardCharsets.UTF_8);
            case BINARY -> new ByteString((byte[]) value);
            case RECORD_ID -> RecordIds.of((byte[]) value);
        };
        return literal == null ? constant : builder.makeLiteral(literal, constant.getType(), true, false);
    }

    private static TimestampString timestamp(long micros) {
        return TimestampString.fromMillisSinceEpoch(Math.floorDiv(micros, 1000L))
                .withNanos((int) Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
