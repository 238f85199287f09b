/** Background work: sealed log files into segments, retirement of what segments hold, retention. */
@NullMarked
package io.travertine.engine.compaction;

import org.jspecify.annotations.NullMarked;
