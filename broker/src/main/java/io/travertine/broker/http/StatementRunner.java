package io.travertine.broker.http;

import io.travertine.query.QueryException;
import io.travertine.query.QueryResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers SQL: what the API needs of the query engine, {@code QueryEngine::execute}. */
@FunctionalInterface
public interface StatementRunner {
    QueryResult execute(String sql, List<@Nullable Object> parameters) throws QueryException;
}
