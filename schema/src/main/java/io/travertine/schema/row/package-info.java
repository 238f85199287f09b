/** Records as rows of bytes: smaller than JSON, and read without looking at names. */
@NullMarked
package io.travertine.schema.row;

import org.jspecify.annotations.NullMarked;
