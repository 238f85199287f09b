/** An id as primary key: PostgreSQL, SQLite, DuckDB, H2 and Travertine. */
@NullMarked
package io.travertine.examples.ids;

import org.jspecify.annotations.NullMarked;
