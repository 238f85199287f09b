package io.travertine.query.operator;

/** One column to sort by. */
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
