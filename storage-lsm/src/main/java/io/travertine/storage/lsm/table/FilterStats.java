package io.travertine.storage.lsm.table;

/**
 * What the filter of a table did since it was opened.
 *
 * @param probes how often it was asked
 * @param negatives how often it said that the key is not there
 * @param falsePositives how often it let pass, and nothing was found; a key with newer entries only counts, too
 */
public record FilterStats(long probes, long negatives, long falsePositives) {}
