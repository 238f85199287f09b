package io.travertine.storage.lsm.table;

/** How the blocks of a table are compressed. A block that would not become an eighth smaller is stored as it is. */
public enum TableCompression {
    NONE,
    LZ4
}
