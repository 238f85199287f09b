/** From a request's body to durable record batches: readers of the formats taken, partitioning, appends under back-pressure. */
@NullMarked
package io.travertine.broker.http.ingest;

import org.jspecify.annotations.NullMarked;
