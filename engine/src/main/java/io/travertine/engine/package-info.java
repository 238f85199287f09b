/** The embedded database: catalog, topics, partitions, shards, and one snapshot across memtable, SSTables and segments. */
@NullMarked
package io.travertine.engine;

import org.jspecify.annotations.NullMarked;
