package io.travertine.storage.log;

/** When an append is reported as durable. */
public enum Fsync {
    /** After the sync that covers it: it survives a power cut. */
    ALWAYS,
    /** Once the operating system has it: it survives the end of the process, a power cut may take the newest appends. */
    OS
}
