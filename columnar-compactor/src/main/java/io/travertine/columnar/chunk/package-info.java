/** Record batches in, columns in memory out: the fresh tail of a partition as a query sees it, and what segments are made of. */
@NullMarked
package io.travertine.columnar.chunk;

import org.jspecify.annotations.NullMarked;
