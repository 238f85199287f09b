/** From SQL text to running operators: Calcite parses, validates and rewrites, the rest is ours. */
@NullMarked
package io.travertine.query.plan;

import org.jspecify.annotations.NullMarked;
