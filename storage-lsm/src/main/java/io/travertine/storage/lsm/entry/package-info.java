/** What trees hold: entries, their order, and the two ways to read them that memtables and tables share. */
@NullMarked
package io.travertine.storage.lsm.entry;

import org.jspecify.annotations.NullMarked;
