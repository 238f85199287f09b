package io.travertine.engine.table;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.schema.ColumnSchema;
import java.util.HashMap;
import java.util.Map;

/** A range that was decoded when some columns had other names. */
final class RenamedRange extends ForwardingRange {
    private final Map<String, String> names;

    /** @param names of the range's columns, by the names that the table has for them */
    private RenamedRange(ColumnRange range, Map<String, String> names) {
        super(range);
        this.names = names;
    }

    /** The range itself when it has the names of now. */
    static ColumnRange of(ColumnRange range, Map<String, String> formerNames) {
        Map<String, String> names = new HashMap<>();
        formerNames.forEach((former, name) -> {
            if (range.schema().position(name).isEmpty()
                    && range.schema().position(former).isPresent()) {
                names.putIfAbsent(name, former);
            }
        });
        return names.isEmpty() ? range : new RenamedRange(range, names);
    }

    @Override
    public BatchSource scan(ScanRequest request) {
        return range.scan(new ScanRequest(
                request.columns().stream().map(this::renamed).toList(),
                request.predicates().stream().map(this::renamed).toList(),
                request.limit()));
    }

    private ColumnSchema renamed(ColumnSchema column) {
        return new ColumnSchema(names.getOrDefault(column.name(), column.name()), column.type());
    }

    private ColumnPredicate renamed(ColumnPredicate predicate) {
        ColumnSchema column = renamed(predicate.column());
        return new ColumnPredicate(column, predicate.predicate().about(column.name()));
    }
}
