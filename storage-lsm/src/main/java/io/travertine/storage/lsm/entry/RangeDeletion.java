package io.travertine.storage.lsm.entry;

/**
 * Deletes every entry of a smaller sequence whose key is in a range. The arrays must not be changed.
 *
 * @param from the first key
 * @param to behind the last one
 */
public record RangeDeletion(byte[] from, byte[] to, long sequence) {}
