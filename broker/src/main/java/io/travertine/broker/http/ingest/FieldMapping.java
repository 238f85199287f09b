package io.travertine.broker.http.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Which top-level fields of a JSON value give the record's key and timestamp.
 *
 * @param key text, number or boolean, taken as text; null: records have no key
 * @param timestamp RFC 3339 text or milliseconds since 1970; null: the time of arrival
 */
public record FieldMapping(@Nullable String key, @Nullable String timestamp) {}
