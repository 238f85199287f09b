package io.travertine.broker.config;

/** When an append counts as durable. */
public enum Fsync {
    /** After the fsync that covers it. */
    ALWAYS,
    /** Once the operating system has it: survives the end of the process, not that of the machine. */
    OS
}
