/** One budget for all the memory that grows with the load, and how producers are slowed as it is used up. */
@NullMarked
package io.travertine.storage.memory;

import org.jspecify.annotations.NullMarked;
