package io.travertine.query;

import io.travertine.engine.DatabaseSnapshot;
import io.travertine.engine.TableSnapshot;
import io.travertine.engine.TableSource;
import io.travertine.query.expression.EvaluationException;
import io.travertine.query.operator.ExecutionContext;
import io.travertine.query.operator.Operator;
import io.travertine.query.operator.SharedMemory;
import io.travertine.query.plan.Bindings;
import io.travertine.query.plan.Names;
import io.travertine.query.plan.PhysicalPlanner;
import io.travertine.query.plan.Plan;
import io.travertine.query.plan.Planner;
import io.travertine.query.plan.SqlText;
import io.travertine.schema.ColumnSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers SQL over the tables of a source. Any number of threads may use it; each statement runs on the thread that reads its
 * result and blocks it, so never on an event loop.
 */
public final class QueryEngine implements AutoCloseable {
    private static final List<String> WARM_UP = List.of(
            "SELECT 1",
            "SELECT a, count(*), avg(b) FROM (VALUES (1, 2.0), (2, 3.0)) AS t (a, b) WHERE b > 1 GROUP BY a ORDER BY 2 DESC LIMIT 3",
            "SELECT x.a FROM (VALUES (1)) AS x (a) LEFT JOIN (VALUES (1)) AS y (a) ON x.a = y.a WHERE x.a IN (SELECT 1)");

    private final TableSource tables;
    private final QueryOptions options;
    private final PlanCache plans;
    private final SharedMemory memory;
    private volatile boolean closed;

    public QueryEngine(TableSource tables, QueryOptions options) {
        this.tables = tables;
        this.options = options;
        this.plans = new PlanCache(options.cachedPlans());
        this.memory = new SharedMemory(options.totalMemoryBytes());
    }

    /**
     * Begins to answer a statement: a query, EXPLAIN [ANALYZE], SHOW TABLES or DESCRIBE.
     *
     * @param parameters the values of its {@code ?}, in order: booleans, numbers, text, bytes, UUIDs, dates, times, null
     * @return to be closed by the caller
     * @throws QueryException when the statement is not right, or the tables cannot be read
     */
    public QueryResult execute(String sql, List<? extends @Nullable Object> parameters) throws QueryException {
        long start = System.nanoTime();
        if (closed) {
            throw new QueryException("57P01", "the query engine is closed");
        }
        Statement statement = Statement.parse(sql);
        Parameters values = Parameters.of(parameters);
        return switch (statement.kind()) {
            case QUERY -> run(statement.sql(), values, start);
            case EXPLAIN -> explain(statement.sql(), values, start, false);
            case EXPLAIN_ANALYZE -> explain(statement.sql(), values, start, true);
            case SHOW_TABLES -> showTables(start);
            case DESCRIBE -> describe(statement.sql(), start);
        };
    }

    /** Plans and runs a few queries, so that the first user does not wait for classes to be loaded. Takes seconds. */
    public void warmUp() {
        for (String sql : WARM_UP) {
            try (QueryResult result = execute(sql, List.of())) {
                while (result.next() != null) {
                    // Only running counts.
                }
            } catch (QueryException failure) {
                if (closed) {
                    return;
                }
                throw new IllegalStateException("a query of our own failed: " + sql, failure);
            }
        }
    }

    /** New statements are refused from now on; results already given out go on. */
    @Override
    public void close() {
        closed = true;
    }

    private RunningQuery run(String sql, Parameters parameters, long start) throws QueryException {
        DatabaseSnapshot snapshot = snapshot();
        ExecutionContext context = new ExecutionContext(
                memory, options.memoryBytes(), start + options.timeLimit().toNanos());
        boolean running = false;
        try {
            Plan plan = plan(sql, parameters, snapshot);
            long planned = System.nanoTime();
            Bindings bindings = new Bindings(
                    parameters.constants(), Parameters.micros(options.clock().instant()));
            Operator root = new PhysicalPlanner(plan, snapshot, bindings, context).build(plan);
            RunningQuery query = new RunningQuery(snapshot, root, plan.columns(), context, start, planned - start);
            running = true;
            return query;
        } catch (RuntimeException | StackOverflowError failure) {
            throw RunningQuery.translate(failure);
        } finally {
            if (!running) {
                context.release();
                snapshot.close();
            }
        }
    }

    private Plan plan(String sql, Parameters parameters, DatabaseSnapshot snapshot) throws QueryException {
        PlanCache.Key key = new PlanCache.Key(SqlText.normalized(sql), parameters.types());
        Plan cached = plans.get(key);
        if (cached != null && isCurrent(cached, snapshot)) {
            return cached;
        }
        Plan plan = new Planner(snapshot).plan(sql, parameters.types());
        plans.put(key, plan);
        return plan;
    }

    private static boolean isCurrent(Plan plan, DatabaseSnapshot snapshot) throws QueryException {
        for (Map.Entry<String, Plan.Columns> used : plan.tables().entrySet()) {
            TableSnapshot table = table(snapshot, used.getKey());
            if (table == null || !Plan.Columns.of(table).equals(used.getValue())) {
                return false;
            }
        }
        return true;
    }

    private QueryResult explain(String sql, Parameters parameters, long start, boolean analyze) throws QueryException {
        try (RunningQuery query = run(sql, parameters, start)) {
            while (analyze && query.next() != null) {
                // The rows are not wanted, only what it took to find them.
            }
            List<String> lines = Explain.lines(query.root(), analyze);
            return new TextResult(List.of("plan"), List.of(lines), query.statistics());
        }
    }

    private QueryResult showTables(long start) throws QueryException {
        try (DatabaseSnapshot snapshot = snapshot()) {
            return new TextResult(List.of("name"), List.of(snapshot.tableNames()), TextResult.statistics(start));
        }
    }

    private QueryResult describe(String name, long start) throws QueryException {
        try (DatabaseSnapshot snapshot = snapshot()) {
            String resolved = Names.resolve(name, snapshot.tableNames());
            TableSnapshot table = resolved == null ? null : table(snapshot, resolved);
            if (table == null) {
                throw new QueryException("42P01", Names.unknownTable(name, snapshot.tableNames()));
            }
            List<String> columns = new ArrayList<>();
            List<String> types = new ArrayList<>();
            for (ColumnSchema column : table.schema().columns()) {
                columns.add(column.name());
                types.add(Names.of(column.type()));
            }
            return new TextResult(List.of("column", "type"), List.of(columns, types), TextResult.statistics(start));
        } catch (EvaluationException failure) {
            throw failure.toQueryException();
        }
    }

    private DatabaseSnapshot snapshot() throws QueryException {
        try {
            return tables.snapshot();
        } catch (IOException failure) {
            throw new QueryException("58030", "the tables cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static @Nullable TableSnapshot table(DatabaseSnapshot snapshot, String name) throws QueryException {
        try {
            return snapshot.table(name);
        } catch (IOException failure) {
            throw new QueryException("58030", "table '" + name + "' cannot be read: " + failure.getMessage(), failure);
        }
    }
}
