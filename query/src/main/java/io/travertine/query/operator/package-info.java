/** Physical operators: each pulls batches from its inputs and gives batches. */
@NullMarked
package io.travertine.query.operator;

import org.jspecify.annotations.NullMarked;
