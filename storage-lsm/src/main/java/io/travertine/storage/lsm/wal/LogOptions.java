package io.travertine.storage.lsm.wal;

/**
 * How the log is written.
 *
 * @param fileBytes a file that has so many bytes is followed by the next
 */
public record LogOptions(SyncPolicy policy, long fileBytes) {
    public LogOptions {
        if (fileBytes < LogFormat.HEADER_BYTES) {
            throw new IllegalArgumentException(
                    "fileBytes is " + fileBytes + ", at least " + LogFormat.HEADER_BYTES + " are needed");
        }
    }
}
