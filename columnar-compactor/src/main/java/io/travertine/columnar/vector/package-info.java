/** Columns that grow row by row, and what turns a column of one type into another. Knows no records and no files. */
@NullMarked
package io.travertine.columnar.vector;

import org.jspecify.annotations.NullMarked;
