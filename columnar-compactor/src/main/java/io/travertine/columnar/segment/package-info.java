/** Segments: Arrow IPC files that any reader opens, with zone maps and indexes beside them. Written once, then only read. */
@NullMarked
package io.travertine.columnar.segment;

import org.jspecify.annotations.NullMarked;
