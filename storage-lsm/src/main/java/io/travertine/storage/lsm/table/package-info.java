/**
 * Sorted tables: files that are written once, in the order of their entries, and searched ever after. A table knows nothing of the tree it is
 * in. The bytes are told in docs/formats/table.md.
 */
@NullMarked
package io.travertine.storage.lsm.table;

import org.jspecify.annotations.NullMarked;
