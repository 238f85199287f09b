/**
 * HTTP: ingest, fetch, SQL, topics, metrics. One virtual thread serves a request and may block; the event loop only moves bytes.
 */
@NullMarked
package io.travertine.broker.http;

import org.jspecify.annotations.NullMarked;
