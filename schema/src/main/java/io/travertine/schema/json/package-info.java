/** JSON as bytes, read and written without garbage by the codecs of record schemas. */
@NullMarked
package io.travertine.schema.json;

import org.jspecify.annotations.NullMarked;
