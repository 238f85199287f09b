package io.travertine.query.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Calcite would not take, or would take differently, into what it takes, before validation: parameters get the
 * types of the values given for them, type names of Postgres and DuckDB become the standard ones.
 */
final class Rewriter extends SqlShuttle {
    private static final Map<String, SqlTypeName> TYPE_NAMES = Map.ofEntries(
            Map.entry("TEXT", SqlTypeName.VARCHAR),
            Map.entry("STRING", SqlTypeName.VARCHAR),
            Map.entry("JSON", SqlTypeName.VARCHAR),
            Map.entry("INT8", SqlTypeName.BIGINT),
            Map.entry("INT4", SqlTypeName.BIGINT),
            Map.entry("INT2", SqlTypeName.BIGINT),
            Map.entry("INT64", SqlTypeName.BIGINT),
            Map.entry("LONG", SqlTypeName.BIGINT),
            Map.entry("HUGEINT", SqlTypeName.BIGINT),
            Map.entry("FLOAT8", SqlTypeName.DOUBLE),
            Map.entry("FLOAT4", SqlTypeName.DOUBLE),
            Map.entry("FLOAT64", SqlTypeName.DOUBLE),
            Map.entry("DOUBLE PRECISION", SqlTypeName.DOUBLE),
            Map.entry("BOOL", SqlTypeName.BOOLEAN),
            Map.entry("DATETIME", SqlTypeName.TIMESTAMP),
            Map.entry("TIMESTAMPTZ", SqlTypeName.TIMESTAMP),
            Map.entry("BYTEA", SqlTypeName.VARBINARY),
            Map.entry("BYTES", SqlTypeName.VARBINARY),
            Map.entry("BLOB", SqlTypeName.VARBINARY),
            Map.entry("UUID", SqlTypeName.UUID),
            Map.entry("ULID", SqlTypeName.UUID),
            Map.entry("RECORD_ID", SqlTypeName.UUID));

    private final SqlText text;
    private final List<SqlTypeName> parameterTypes;

    /** @param parameterTypes by the values given, in order */
    Rewriter(SqlText text, List<SqlTypeName> parameterTypes) {
        this.text = text;
        this.parameterTypes = parameterTypes;
    }

    @Override
    public @Nullable SqlNode visit(SqlDynamicParam parameter) {
        int index = parameter.getIndex();
        if (index >= parameterTypes.size()) {
            return parameter;
        }
        SqlParserPos position = parameter.getParserPosition();
        SqlBasicTypeNameSpec type = new SqlBasicTypeNameSpec(parameterTypes.get(index), position);
        return SqlStdOperatorTable.CAST.createCall(position, parameter, new SqlDataTypeSpec(type, position));
    }

    @Override
    public @Nullable SqlNode visit(SqlDataTypeSpec type) {
        SqlIdentifier name = type.getTypeName();
        SqlTypeName known = name.isSimple() ? TYPE_NAMES.get(name.getSimple().toUpperCase(Locale.ROOT)) : null;
        return known == null
                ? type
                : new SqlDataTypeSpec(
                        new SqlBasicTypeNameSpec(known, type.getParserPosition()), type.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlOrderBy orderBy) {
            return new SqlOrderBy(
                    orderBy.getParserPosition(),
                    rewrite(orderBy.query),
                    (SqlNodeList) rewrite(orderBy.orderList),
                    orderBy.offset,
                    orderBy.fetch);
        }
        SqlNode rewritten = super.visit(call);
        return rewritten instanceof SqlCall inner ? rewriteCall(inner) : rewritten;
    }

    private SqlNode rewrite(SqlNode node) {
        SqlNode rewritten = node.accept(this);
        return rewritten == null ? node : rewritten;
    }

    private SqlNode rewriteCall(SqlCall call) {
        if (call.getOperator() == SqlLibraryOperators.INFIX_CAST) {
            return infixCast(call.operand(0), call.operand(1));
        }
        if (call.getOperator() == SqlLibraryOperators.DATE_TRUNC) {
            return truncation(call);
        }
        if (call.getOperator() == SqlLibraryOperators.DATE_PART && call.operand(0) instanceof SqlLiteral) {
            return Dialect.DATE_PART.createCall(call.getParserPosition(), call.getOperandList());
        }
        if (call.getKind() == SqlKind.CAST
                && call.operand(1) instanceof SqlDataTypeSpec type
                && type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
                && basic.getScale() > 0) {
            return SqlStdOperatorTable.ROUND.createCall(
                    call.getParserPosition(),
                    SqlStdOperatorTable.CAST.createCall(
                            call.getParserPosition(),
                            call.operand(0),
                            new SqlDataTypeSpec(
                                    new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, call.getParserPosition()),
                                    call.getParserPosition())),
                    SqlLiteral.createExactNumeric(Integer.toString(basic.getScale()), call.getParserPosition()));
        }
        return call;
    }

    /**
     * The grammar lets {@code ::} take everything to its left, as in {@code (a = b)::text} for {@code a = b::text}. Here it
     * goes down to the last operand, unless the text has parentheses around more.
     */
    private SqlNode infixCast(SqlNode left, SqlNode type) {
        SqlParserPos position = type.getParserPosition();
        int parenthesis = text.openingParenthesis(position.getLineNum(), position.getColumnNum());
        SqlParserPos start = left.getParserPosition();
        boolean around = parenthesis >= 0 && text.offset(start.getLineNum(), start.getColumnNum()) >= parenthesis;
        if (!around
                && left instanceof SqlCall call
                && (call.getOperator() instanceof SqlBinaryOperator
                        || call.getOperator() instanceof SqlPrefixOperator)) {
            int last = call.operandCount() - 1;
            List<SqlNode> operands = new ArrayList<>(call.getOperandList());
            operands.set(last, infixCast(operands.get(last), type));
            return call.getOperator().createCall(call.getParserPosition(), operands);
        }
        return rewriteCall(SqlStdOperatorTable.CAST.createCall(start.plus(position), left, type));
    }

    /** The grammar knows {@code date_trunc(time, DAY)} too, and may take the name of a column for a unit. */
    private static SqlNode truncation(SqlCall call) {
        SqlParserPos position = call.getParserPosition();
        SqlNode first = call.operand(0);
        SqlNode second = call.operand(1);
        if (!(second instanceof SqlIntervalQualifier unit)) {
            return Dialect.DATE_TRUNC.createCall(position, first, second);
        }
        if (first instanceof SqlLiteral) {
            String name = unit.timeFrameName == null ? unit.getUnit().name() : unit.timeFrameName;
            return Dialect.DATE_TRUNC.createCall(position, first, new SqlIdentifier(name, unit.getParserPosition()));
        }
        return Dialect.DATE_TRUNC.createCall(
                position, SqlLiteral.createCharString(unit.getUnit().name(), unit.getParserPosition()), first);
    }
}
