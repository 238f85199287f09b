/** Query results as JSON, NDJSON, CSV and Arrow streams, one writer each. */
@NullMarked
package io.travertine.broker.http.result;

import org.jspecify.annotations.NullMarked;
