/** Column types, table schemas, and how columns are inferred from the JSON that arrives. */
@NullMarked
package io.travertine.schema;

import org.jspecify.annotations.NullMarked;
