/** A shard: one loop, one log, the partitions that live in it. */
@NullMarked
package io.travertine.engine.shard;

import org.jspecify.annotations.NullMarked;
