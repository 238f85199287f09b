/** The write-ahead log of a store: what was committed and is not yet in tables. */
@NullMarked
package io.travertine.storage.lsm.wal;

import org.jspecify.annotations.NullMarked;
