package io.travertine.storage.file;

/** What a {@link StrictFileSystem} can be told to do at an operation instead of what it was asked for. */
public enum Fault {
    /** Nothing is done, and the operation fails. After a failed sync the unsynced bytes are never made durable by a later one. */
    IO_ERROR,
    /** Nothing is done, the disk is full. */
    NO_SPACE,
    /** The first half of a write is done, then it fails; other operations fail as with {@link #IO_ERROR}. */
    SHORT_WRITE,
    /** The operation is done but not durable (a sync is not done), then every operation fails until {@link StrictFileSystem#crash}. */
    POWER_CUT
}
