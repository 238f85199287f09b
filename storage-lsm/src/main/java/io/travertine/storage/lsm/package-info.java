/** An embeddable, ordered store of bytes: named trees that share one log, so that a batch changes all of them or none. */
@NullMarked
package io.travertine.storage.lsm;

import org.jspecify.annotations.NullMarked;
