package io.travertine.storage.lsm;

/** Checks of options. */
final class Limits {
    private Limits() {}

    static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", at least " + least + " is needed");
        }
    }
}
