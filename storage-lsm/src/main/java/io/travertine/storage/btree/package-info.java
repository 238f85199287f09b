/** A static B+ tree in a file: loaded once in key order, searched ever after. */
@NullMarked
package io.travertine.storage.btree;

import org.jspecify.annotations.NullMarked;
