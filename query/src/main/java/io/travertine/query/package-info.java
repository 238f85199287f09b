/** SQL over snapshots: Calcite parses, validates and rewrites; vectorised operators run over column batches. */
@NullMarked
package io.travertine.query;

import org.jspecify.annotations.NullMarked;
