/**
 * The log of a shard: write-ahead log and table in one. Batches are appended in groups and made durable by one sync for
 * everyone; a file that is full gets a footer with its index and is an SSTable from then on, without being rewritten. See
 * docs/formats/shard-log.md for the bytes.
 *
 * <p>A record batch is opaque here but for two things that every Kafka batch has: its first byte is below 0x80, and the number
 * of bytes behind its first 12 stands, big-endian, at byte 8.
 */
@NullMarked
package io.travertine.storage.log;

import org.jspecify.annotations.NullMarked;
