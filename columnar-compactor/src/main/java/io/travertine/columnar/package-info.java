/** Rows as columns: batches, predicates, and the ranges of a partition that can be scanned. */
@NullMarked
package io.travertine.columnar;

import org.jspecify.annotations.NullMarked;
