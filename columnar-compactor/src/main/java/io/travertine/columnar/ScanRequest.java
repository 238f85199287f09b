package io.travertine.columnar;

import io.travertine.schema.ColumnSchema;
import java.util.List;

/**
 * What a scan is asked for.
 *
 * @param columns the columns to return, in order, each with the type to return it in; a range that lacks one returns nulls, a
 *     range that holds a narrower type widens it
 * @param predicates conditions that must all hold; their columns (with the types their constants are given in) need not be
 *     among {@code columns}
 * @param limit how many rows are enough; a source may stop after so many, and Long.MAX_VALUE asks for all
 */
public record ScanRequest(List<ColumnSchema> columns, List<ColumnPredicate> predicates, long limit) {
    public ScanRequest {
        columns = List.copyOf(columns);
        predicates = List.copyOf(predicates);
    }

    /** A predicate with the type that its column has in the table. */
    public record ColumnPredicate(ColumnSchema column, Predicate predicate) {}
}
