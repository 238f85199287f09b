package io.travertine.broker.http;

import io.travertine.broker.http.ingest.BadInputException;
import io.travertine.broker.http.ingest.IngestException;
import io.travertine.broker.http.ingest.IngestLimits;
import io.travertine.broker.http.ingest.IngestSession;
import io.travertine.broker.http.ingest.ResultRecords;
import io.travertine.columnar.SystemColumns;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import io.travertine.query.Insert;
import io.travertine.query.QueryException;
import io.travertine.query.QueryResult;
import io.travertine.query.plan.Names;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.NearestName;
import io.travertine.schema.validation.Violation;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * INSERT: each row of a query becomes a record. All of them are read and validated before the first is appended, and records of one
 * partition, as those without a key are, go into one batch: so they are stored together or not at all.
 */
record InsertRows(Engine engine, StatementRunner statements, HttpOptions options) {
    private static final Set<String> WRITABLE =
            new TreeSet<>(Set.of(SystemColumns.KEY, SystemColumns.TIMESTAMP, SystemColumns.VALUE));

    /**
     * Stores the rows; returns how many, when they are durable.
     *
     * @param started gets the query when it begins, to cancel it by closing it
     */
    long run(Insert insert, List<@Nullable Object> parameters, Consumer<QueryResult> started)
            throws QueryException, IOException, ProblemException {
        Topic topic = topic(insert.table());
        int maxBytes = topic.config().maxMessageBytes();
        IngestSession session =
                new IngestSession(topic, IngestLimits.whole(maxBytes, options.batchesInFlight()), engine::throttleMs);
        try (QueryResult rows = statements.execute(insert.query(), parameters)) {
            started.accept(rows);
            session.addAll(new ResultRecords(rows, columns(insert, topic, rows), topic));
        } catch (ResultRecords.FailedException failed) {
            throw failed.failure();
        } catch (BadInputException refused) {
            throw refused(refused);
        } catch (IngestException impossible) {
            throw new IOException("rows were appended before all had been read", impossible);
        }
        long count = session.settle().count();
        try {
            session.check();
        } catch (IngestException failed) {
            throw AddRecords.failed(topic, failed).with("sqlState", "58030").exception();
        }
        return count;
    }

    private Topic topic(String name) throws QueryException {
        List<String> names = engine.topics().stream()
                .filter(topic -> !topic.internal())
                .map(Topic::name)
                .toList();
        String resolved = Names.resolve(name, names);
        Topic topic = resolved == null ? null : engine.topic(resolved);
        if (topic == null) {
            throw new QueryException("42P01", Names.unknownTable(name, names));
        }
        return topic;
    }

    /** The names of the columns as records have them. */
    private static List<String> columns(Insert insert, Topic topic, QueryResult rows) throws QueryException {
        List<String> declared = topic.config().declaredColumns().stream()
                .map(ColumnSchema::name)
                .toList();
        List<String> written = insert.columns().isEmpty() ? declared : insert.columns();
        if (written.isEmpty()) {
            throw new QueryException(
                    "42601",
                    "topic '" + topic.name() + "' declares no columns: name them, INSERT INTO topic (column, ...)");
        }
        if (written.size() != rows.columns().size()) {
            throw new QueryException(
                    "42601",
                    "there are " + written.size() + " columns and "
                            + rows.columns().size() + " values for them");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < written.size(); i++) {
            String name = column(written.get(i), declared, topic);
            if (!names.add(name)) {
                throw new QueryException("42701", "column '" + name + "' is there twice");
            }
        }
        if (names.contains(SystemColumns.VALUE) && !WRITABLE.containsAll(names)) {
            throw new QueryException("42601", "_value is the whole value: there can be no other column beside it");
        }
        if (topic.config().schema() == null && WRITABLE.containsAll(names) && !names.contains(SystemColumns.VALUE)) {
            throw new QueryException("42601", "the records would have no value: name a column of it, or _value");
        }
        return written.stream().map(name -> resolved(name, declared)).toList();
    }

    private static String column(String written, List<String> declared, Topic topic) throws QueryException {
        String name = resolved(written, declared);
        boolean mayBe = WRITABLE.contains(name)
                || declared.contains(name)
                || (topic.config().schema() == null && topic.config().json() && !SystemColumns.isReserved(name));
        if (!mayBe) {
            List<String> candidates =
                    Stream.concat(declared.stream(), WRITABLE.stream()).toList();
            throw new QueryException(
                    "42703",
                    "column '" + written + "' cannot be written; the nearest one that can is '"
                            + NearestName.of(written, candidates) + "'");
        }
        return name;
    }

    private static String resolved(String written, List<String> declared) {
        String name = Names.resolve(written, declared);
        return name == null ? written : name;
    }

    private static ProblemException refused(BadInputException refused) {
        List<Violation> violations = refused.violations();
        boolean onlyNull =
                violations.stream().allMatch(violation -> violation.code().equals("not-null"));
        String state = switch (refused.kind()) {
            case TOO_LARGE -> "54000";
            case INVALID -> onlyNull ? "23502" : "23514";
            case MALFORMED -> "22023";
        };
        return AddRecords.badInput(refused).with("sqlState", state).exception();
    }
}
