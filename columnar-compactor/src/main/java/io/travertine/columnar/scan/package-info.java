/** Scans over the blocks of a range: what zone maps, indexes and order exclude is not read, the rest goes through filters. */
@NullMarked
package io.travertine.columnar.scan;

import org.jspecify.annotations.NullMarked;
