package io.travertine.storage.lsm.wal;

/** What has happened to a commit when the call that made it returns. */
public enum SyncPolicy {
    /** It is on the disk, and survives a power cut. */
    ALWAYS,
    /** The operating system has it: it survives the end of the process, and, a tenth of a second later or so, a power cut. */
    INTERVAL,
    /** The operating system has it, and decides when it goes to the disk. */
    OS
}
