/** Topics as tables: the fresh tail decoded once, segments behind it, and scans over both. */
@NullMarked
package io.travertine.engine.table;

import org.jspecify.annotations.NullMarked;
