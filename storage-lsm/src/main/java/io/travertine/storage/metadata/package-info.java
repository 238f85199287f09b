/** One small, durable, ordered map for everything the store has to know about itself. */
@NullMarked
package io.travertine.storage.metadata;

import org.jspecify.annotations.NullMarked;
