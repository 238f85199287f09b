package io.travertine.query.plan;

import io.travertine.columnar.Predicate;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.query.expression.Constant;
import io.travertine.query.expression.Timestamps;
import io.travertine.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.jspecify.annotations.Nullable;

/** Expressions and predicates as EXPLAIN shows them. */
final class ExpressionText {
    private ExpressionText() {}

    static String of(RexBuilder builder, RexNode node, List<String> fields) {
        return switch (node) {
            case RexInputRef input -> fields.get(input.getIndex());
            case RexDynamicParam parameter -> "?" + (parameter.getIndex() + 1);
            case RexLiteral literal -> of(literal);
            case RexCall call
            when call.getKind() == SqlKind.SEARCH -> of(builder, RexUtil.expandSearch(builder, null, call), fields);
            case RexCall call -> of(builder, call, fields);
            default -> node.toString();
        };
    }

    static String of(ColumnPredicate pushed) {
        ColumnType type = pushed.column().type();
        String column = pushed.column().name();
        return switch (pushed.predicate()) {
            case Predicate.Comparison(String name, Predicate.Operator operator, Object constant) ->
                column + " " + symbol(operator) + " " + of(type, constant);
            case Predicate.In(String name, List<Object> constants) ->
                column + " in "
                        + constants.stream().map(one -> of(type, one)).collect(Collectors.joining(", ", "(", ")"));
            case Predicate.IsNull(String name, boolean negated) -> column + (negated ? " is not null" : " is null");
            case Predicate.Like(String name, String pattern, char escape, boolean negated) ->
                column + (negated ? " not like '" : " like '") + pattern + "'"
                        + (escape == 0 ? "" : " escape '" + escape + "'");
        };
    }

    private static String of(RexBuilder builder, RexCall call, List<String> fields) {
        List<String> operands = call.getOperands().stream()
                .map(operand -> of(builder, operand, fields))
                .toList();
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        if (call.getKind() == SqlKind.CAST) {
            return "cast(" + operands.getFirst() + " as " + typeName(call.getType()) + ")";
        }
        if (call.getOperator() instanceof SqlBinaryOperator || call.getKind() == SqlKind.LIKE) {
            return "(" + String.join(" " + name + " ", operands) + ")";
        }
        if (call.getOperator() instanceof SqlPostfixOperator) {
            return operands.getFirst() + " " + name;
        }
        return name + "(" + String.join(", ", operands) + ")";
    }

    private static String typeName(RelDataType type) {
        return type.getSqlTypeName().getName().toLowerCase(Locale.ROOT);
    }

    private static String of(RexLiteral literal) {
        if (literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.SYMBOL) {
            return String.valueOf(literal.getValue());
        }
        Constant constant = Literals.compile(literal);
        return of(constant.type(), constant.value());
    }

    private static String of(ColumnType type, @Nullable Object constant) {
        if (constant == null) {
            return "null";
        }
        return switch (type) {
            case BOOLEAN, INT64, FLOAT64 -> constant.toString();
            case DATE -> "'" + Timestamps.formatDate((Integer) constant) + "'";
            case TIMESTAMP -> "'" + Timestamps.format((Long) constant) + "'";
            case STRING, JSON, BINARY -> "'" + new String((byte[]) constant, StandardCharsets.UTF_8) + "'";
            case RECORD_ID -> "'" + io.travertine.query.expression.RecordIds.of((byte[]) constant) + "'";
        };
    }

    private static String symbol(Predicate.Operator operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }
}
