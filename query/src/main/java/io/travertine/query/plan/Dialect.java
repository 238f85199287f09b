package io.travertine.query.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.ListSqlOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;

/** Our SQL: Calcite's lenient grammar, names without regard to case, and the functions there are. */
final class Dialect {
    static final SqlConformance CONFORMANCE = new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        /** What is neither grouped nor aggregated has no one value, and is an error. */
        @Override
        public boolean isNonStrictGroupBy() {
            return false;
        }

        /** A name in the SELECT list is a column's, not that of another item of the list, and least of all its own. */
        @Override
        public SelectAliasLookup isSelectAlias() {
            return SelectAliasLookup.UNSUPPORTED;
        }
    };

    static final SqlParser.Config PARSER = SqlParser.config()
            .withParserFactory(SqlBabelParserImpl.FACTORY)
            .withConformance(CONFORMANCE)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withIdentifierMaxLength(1024);

    static final SqlValidator.Config VALIDATOR = SqlValidator.Config.DEFAULT
            .withConformance(CONFORMANCE)
            .withIdentifierExpansion(true)
            .withDefaultNullCollation(NullCollation.LAST)
            .withTypeCoercionFactory(Coercion::new);

    private static final SqlReturnTypeInference TEXT =
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.FORCE_NULLABLE);
    private static final SqlReturnTypeInference NUMBER =
            ReturnTypes.explicit(SqlTypeName.BIGINT).andThen(SqlTypeTransforms.TO_NULLABLE);
    private static final SqlReturnTypeInference FRACTION =
            ReturnTypes.explicit(SqlTypeName.DOUBLE).andThen(SqlTypeTransforms.TO_NULLABLE);
    private static final SqlReturnTypeInference TIME =
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP).andThen(SqlTypeTransforms.TO_NULLABLE);
    private static final SqlOperandTypeChecker TWO_TEXTS =
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER);
    private static final SqlOperandTypeChecker ONE_OR_TWO_TEXTS = OperandTypes.CHARACTER.or(TWO_TEXTS);
    private static final SqlOperandTypeChecker TEXT_AND_NUMBER =
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER);
    private static final SqlOperandTypeChecker PAD = TEXT_AND_NUMBER.or(
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER, SqlTypeFamily.CHARACTER));

    /** {@code date_trunc('day', time)}. */
    static final SqlFunction DATE_TRUNC =
            function("DATE_TRUNC", TIME, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME));

    /** {@code date_part('day', time)}. */
    static final SqlFunction DATE_PART =
            function("DATE_PART", NUMBER, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME));

    static final SqlFunction TIME_BUCKET =
            function("TIME_BUCKET", TIME, OperandTypes.family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.DATETIME));

    static final SqlOperatorTable OPERATORS = operators();

    private Dialect() {}

    private static SqlOperatorTable operators() {
        List<SqlOperator> own = new ArrayList<>(List.of(
                DATE_TRUNC,
                DATE_PART,
                TIME_BUCKET,
                function("NOW", ReturnTypes.explicit(SqlTypeName.TIMESTAMP), OperandTypes.NILADIC),
                function("EPOCH", NUMBER, OperandTypes.DATETIME),
                function("EPOCH_MS", NUMBER, OperandTypes.DATETIME),
                function("EPOCH_US", NUMBER, OperandTypes.DATETIME),
                function("JSON_EXTRACT_STRING", TEXT, TWO_TEXTS),
                function("SQRT", FRACTION, OperandTypes.NUMERIC),
                function("REPEAT", TEXT, TEXT_AND_NUMBER),
                function("LPAD", TEXT, PAD),
                function("RPAD", TEXT, PAD),
                function("LTRIM", TEXT, ONE_OR_TWO_TEXTS),
                function("RTRIM", TEXT, ONE_OR_TWO_TEXTS),
                function("STRPOS", NUMBER, TWO_TEXTS),
                function(
                        "SPLIT_PART",
                        TEXT,
                        OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER, SqlTypeFamily.INTEGER))));
        own.addAll(List.of(
                SqlLibraryOperators.INFIX_CAST,
                SqlLibraryOperators.ILIKE,
                SqlLibraryOperators.NOT_ILIKE,
                SqlLibraryOperators.CONCAT_FUNCTION_WITH_NULL,
                SqlLibraryOperators.LENGTH,
                SqlLibraryOperators.SUBSTR_POSTGRESQL,
                SqlLibraryOperators.LEFT,
                SqlLibraryOperators.RIGHT,
                SqlLibraryOperators.REVERSE,
                SqlLibraryOperators.STARTS_WITH,
                SqlLibraryOperators.ENDS_WITH,
                SqlLibraryOperators.GREATEST_PG,
                SqlLibraryOperators.LEAST_PG,
                SqlLibraryOperators.NVL,
                SqlLibraryOperators.BOOL_AND,
                SqlLibraryOperators.BOOL_OR));
        return SqlOperatorTables.chain(new ListSqlOperatorTable(own), SqlStdOperatorTable.instance());
    }

    private static SqlFunction function(String name, SqlReturnTypeInference returns, SqlOperandTypeChecker operands) {
        return new SqlFunction(
                name, SqlKind.OTHER_FUNCTION, returns, null, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
