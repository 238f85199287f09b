package io.travertine.storage.log;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What opening a log found and did.
 *
 * @param files live files, all sealed now
 * @param scannedFiles how many of them had no footer, were read group by group and have been sealed
 * @param groups in all files
 * @param entries in all files
 * @param bytes of all files
 * @param tornTail unacknowledged groups that were cut off, if there were any
 * @param deletedFiles files below the first live sequence, and files that held nothing but unacknowledged groups
 */
public record RecoveryReport(
        int files,
        int scannedFiles,
        long groups,
        long entries,
        long bytes,
        @Nullable TornTail tornTail,
        List<Path> deletedFiles,
        long millis) {
    public RecoveryReport {
        deletedFiles = List.copyOf(deletedFiles);
    }

    /**
     * Groups that were being written when the power went, none of which had been reported durable.
     *
     * @param position where the file was cut
     * @param bytes how many bytes were dropped from there on, in this file and later ones
     * @param found why the first of them is not whole
     */
    public record TornTail(Path file, long position, long bytes, String found) {
        @Override
        public String toString() {
            return bytes + " bytes of unacknowledged groups cut from " + file + " at byte " + position + " (" + found
                    + ")";
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(files)
                .append(" files, ")
                .append(groups)
                .append(" groups, ")
                .append(entries)
                .append(" batches, ")
                .append(bytes)
                .append(" bytes in ")
                .append(millis)
                .append(" ms; ")
                .append(scannedFiles)
                .append(" scanned and sealed");
        if (tornTail != null) {
            text.append("; ").append(tornTail);
        }
        if (!deletedFiles.isEmpty()) {
            text.append("; deleted ").append(deletedFiles);
        }
        return text.toString();
    }
}
