/** Memtables: what was written last, in memory, in order. Their bytes lie in an arena outside the heap. */
@NullMarked
package io.travertine.storage.lsm.memtable;

import org.jspecify.annotations.NullMarked;
