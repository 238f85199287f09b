package io.travertine.broker.http;

import io.travertine.broker.http.result.ResultFormat;
import io.travertine.broker.http.result.ResultWriter;
import io.travertine.columnar.ColumnBatch;
import io.travertine.engine.Engine;
import io.travertine.query.Insert;
import io.travertine.query.QueryException;
import io.travertine.query.QueryResult;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/sql}: a statement's answer, in the format that Accept asks for, sent while it is computed. */
final class RunStatement implements Endpoint {
    private final StatementRunner statements;
    private final InsertRows inserts;
    private final Semaphore room;

    RunStatement(Engine engine, StatementRunner statements, HttpOptions options) {
        this.statements = statements;
        this.inserts = new InsertRows(engine, statements, options);
        this.room = new Semaphore(options.maxQueries());
    }

    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        ResultFormat format = format(exchange);
        Body body = exchange.json(Body.class);
        if (body.sql() == null || body.sql().isBlank()) {
            throw Problem.badRequest("\"sql\" is missing").exception();
        }
        List<@Nullable Object> parameters = parameters(body.parameters());
        if (!room.tryAcquire()) {
            throw Problem.busy("as many queries run as may at once", 1).exception();
        }
        try (QueryResult result = execute(exchange, body.sql(), parameters)) {
            cancelOnDisconnect(exchange, result);
            write(exchange, format, result);
        } catch (QueryException refused) {
            throw problem(refused).exception();
        } finally {
            room.release();
        }
    }

    private static void cancelOnDisconnect(Exchange exchange, QueryResult result) {
        exchange.onDisconnect(() -> Thread.ofVirtual().name("http-cancel").start(result::close));
    }

    /** What was stored is counted in a result of its own. */
    private QueryResult execute(Exchange exchange, String sql, List<@Nullable Object> parameters)
            throws QueryException, IOException, ProblemException {
        Insert insert = Insert.parse(sql);
        return insert == null
                ? statements.execute(sql, parameters)
                : statements.execute(
                        "SELECT " + inserts.run(insert, parameters, rows -> cancelOnDisconnect(exchange, rows))
                                + " AS \"count\"",
                        List.of());
    }

    private static void write(Exchange exchange, ResultFormat format, QueryResult result)
            throws IOException, QueryException {
        var target = exchange.stream(200, format.mediaType());
        try (ResultWriter writer = format.open(target, result.columns())) {
            try {
                for (ColumnBatch batch = result.next(); batch != null; batch = result.next()) {
                    writer.write(batch);
                }
                writer.end(result.statistics());
            } catch (QueryException failed) {
                if (!exchange.committed() || !writer.fail(problem(failed).json())) {
                    throw failed;
                }
            }
        }
    }

    private static ResultFormat format(Exchange exchange) throws ProblemException {
        String accept = exchange.header(HttpHeaders.ACCEPT);
        return ResultFormat.accepted(accept == null ? "*/*" : accept)
                .orElseThrow(() -> new Problem(
                                406,
                                "not-acceptable",
                                "Not acceptable",
                                "Accept is '" + accept + "'; results come as " + ResultFormat.mediaTypes())
                        .exception());
    }

    private static List<@Nullable Object> parameters(@Nullable List<@Nullable Object> given) throws ProblemException {
        List<@Nullable Object> parameters = new ArrayList<>();
        for (Object value : given == null ? List.<@Nullable Object>of() : given) {
            switch (value) {
                case null -> parameters.add(null);
                case Integer small -> parameters.add(small.longValue());
                case Long _, Double _, Boolean _, String _ -> parameters.add(value);
                case BigInteger _ ->
                    throw Problem.badRequest("parameter " + parameters.size() + " is beyond 64 bits: " + value)
                            .exception();
                default ->
                    throw Problem.badRequest("parameter " + parameters.size()
                                    + " is an object or array; numbers, text, true, false and null are taken")
                            .exception();
            }
        }
        return parameters;
    }

    private static Problem problem(QueryException refused) {
        String state = refused.sqlState();
        String detail = String.valueOf(refused.getMessage());
        if (state.equals("57014")) {
            return new Problem(504, "query-cancelled", "Query cancelled", detail).with("sqlState", state);
        }
        if (state.equals("53200")) {
            return new Problem(507, "query-memory", "Query needs too much memory", detail).with("sqlState", state);
        }
        if (state.startsWith("58") || state.startsWith("XX")) {
            return new Problem(500, "query-failed", "Query failed", detail).with("sqlState", state);
        }
        return new Problem(400, "invalid-query", "Invalid query", detail).with("sqlState", state);
    }

    private record Body(@Nullable String sql, @Nullable List<@Nullable Object> parameters) {}
}
