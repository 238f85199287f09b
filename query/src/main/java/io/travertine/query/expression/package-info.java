/** Vectorised expressions: each is a kernel that turns a batch into one column. */
@NullMarked
package io.travertine.query.expression;

import org.jspecify.annotations.NullMarked;
