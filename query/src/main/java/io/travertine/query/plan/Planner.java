package io.travertine.query.plan;

import io.travertine.engine.DatabaseSnapshot;
import io.travertine.query.QueryException;
import io.travertine.query.expression.EvaluationException;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Plans a query:
 *
 * <ol>
 *   <li>parse, rewrite what Calcite does not know ({@link Rewriter}), validate against the snapshot's tables;
 *   <li>convert to relational algebra, subqueries to joins;
 *   <li>rewrite by rule ({@link Rules}) until nothing changes, then leave out the columns that nobody reads.
 * </ol>
 */
public final class Planner {
    private final DatabaseSnapshot snapshot;

    public Planner(DatabaseSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** @param parameterTypes of the values given for the query's parameters */
    public Plan plan(String sql, List<SqlTypeName> parameterTypes) throws QueryException {
        SnapshotSchema schema = new SnapshotSchema(snapshot);
        SqlText text = new SqlText(sql);
        PlanErrors errors = new PlanErrors(text, snapshot.tableNames(), schema.used());
        try {
            SqlNode parsed = SqlParser.create(text.parseable(), Dialect.PARSER).parseQuery();
            requireQuery(parsed);
            requireValues(parsed, parameterTypes.size());
            SqlNode rewritten = parsed.accept(new Rewriter(text, parameterTypes));
            return plan(rewritten == null ? parsed : rewritten, schema);
        } catch (SqlParseException failure) {
            throw errors.syntax(failure);
        } catch (EvaluationException failure) {
            throw failure.toQueryException();
        } catch (StackOverflowError tooDeep) {
            throw new QueryException("54001", "the statement is nested too deeply", tooDeep);
        } catch (RuntimeException | AssertionError failure) {
            throw errors.translate(failure);
        }
    }

    private static void requireQuery(SqlNode parsed) {
        if (!parsed.isA(SqlKind.QUERY)) {
            throw new EvaluationException(
                    "0A000",
                    parsed.getKind().sql
                            + " is not supported: records are read with SELECT, and added by producing them or with INSERT, sent to a broker");
        }
    }

    private static void requireValues(SqlNode query, int given) {
        Set<Integer> parameters = new TreeSet<>();
        query.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam parameter) {
                parameters.add(parameter.getIndex());
                return null;
            }
        });
        if (parameters.size() != given) {
            throw new EvaluationException(
                    "07001",
                    "the statement has " + parameters.size() + " parameters (?), and " + given + " values were given");
        }
    }

    private Plan plan(SqlNode query, SnapshotSchema schema) {
        RelDataTypeFactory types = SqlTypes.factory();
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        CalciteCatalogReader catalog = new CalciteCatalogReader(
                CalciteSchema.createRootSchema(false, false, "", schema),
                List.of(),
                types,
                new CalciteConnectionConfigImpl(properties));
        SqlValidator validator = SqlValidatorUtil.newValidator(Dialect.OPERATORS, catalog, types, Dialect.VALIDATOR);
        SqlNode validated = validator.validate(query);

        HepPlanner planner = new HepPlanner(HepProgram.builder().build(), Contexts.empty());
        planner.setExecutor(new ConstantFolder());
        RelOptCluster cluster = RelOptCluster.create(planner, new LiteralBuilder(types));
        cluster.setMetadataQuerySupplier(PlainMetadata::new);
        SqlToRelConverter converter = new SqlToRelConverter(
                (row, view, path, name) -> {
                    throw new IllegalStateException("there are no views");
                },
                validator,
                catalog,
                cluster,
                StandardConvertletTable.INSTANCE,
                SqlToRelConverter.config()
                        .withExpand(false)
                        .withTrimUnusedFields(true)
                        .withInSubQueryThreshold(Integer.MAX_VALUE));
        RelRoot root = converter.convertQuery(validated, false, true);
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(cluster, catalog);

        RelNode relation = root.project();
        SubqueryCheck.check(relation);
        relation = Rules.apply(Rules.SUBQUERIES, relation);
        relation = RelDecorrelator.decorrelateQuery(relation, builder);
        relation = Rules.apply(Rules.REWRITES, relation);
        // Twice: the columns that only a filter reads can go once the filter is at the table.
        relation = Rules.apply(Rules.TIDYING, converter.trimUnusedFields(true, relation));
        relation = Rules.apply(Rules.TIDYING, converter.trimUnusedFields(true, relation));
        return new Plan(relation, columns(validated, root, relation), schema.used());
    }

    private static List<ColumnSchema> columns(SqlNode query, RelRoot root, RelNode relation) {
        List<String> names = ResultNames.of(query, root.validatedRowType.getFieldNames());
        List<ColumnSchema> columns = new ArrayList<>();
        for (RelDataTypeField field : relation.getRowType().getFieldList()) {
            if (org.apache.calcite.sql.type.SqlTypeUtil.isInterval(field.getType())) {
                throw ExpressionCompiler.unsupported(
                        "a result column of type INTERVAL ('" + names.get(field.getIndex()) + "')",
                        "extract a number from it");
            }
            columns.add(new ColumnSchema(names.get(field.getIndex()), type(relation, field)));
        }
        return columns;
    }

    /** Text that comes straight out of a JSON column is JSON. */
    private static ColumnType type(RelNode relation, RelDataTypeField field) {
        ColumnType type = SqlTypes.of(field.getType());
        if (type != ColumnType.STRING) {
            return type;
        }
        RelColumnOrigin origin = relation.getCluster().getMetadataQuery().getColumnOrigin(relation, field.getIndex());
        SnapshotSchema.SnapshotTable table = origin == null || origin.isDerived()
                ? null
                : origin.getOriginTable().unwrap(SnapshotSchema.SnapshotTable.class);
        return table == null
                ? type
                : table.schema().column(origin.getOriginColumnOrdinal()).type();
    }
}
