/** Record schemas as data: fields, types, constraints, versions, and which change of them is allowed. */
@NullMarked
package io.travertine.schema.record;

import org.jspecify.annotations.NullMarked;
