package io.travertine.columnar.segment;

import io.travertine.storage.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a segment's files: {@code <number>.arrow}, {@code <number>.zones}, {@code <number>.<column>.index},
 * {@code <number>.batches}.
 */
public final class SegmentFiles {
    static final String TEMPORARY = ".tmp";

    private static final Pattern NAME = Pattern.compile("(\\d{12,19})\\.(arrow|zones|batches|\\d+\\.index)(\\.tmp)?");

    private SegmentFiles() {}

    /**
     * Opens segments of a directory, all or none.
     *
     * @throws io.travertine.storage.CorruptFileException when the files of one are not those that were described
     */
    public static List<Segment> open(FileSystem files, Path directory, List<SegmentInfo> infos) throws IOException {
        List<Segment> opened = new ArrayList<>();
        try {
            for (SegmentInfo info : infos) {
                opened.add(Segment.open(files, directory, info));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            for (Segment segment : opened) {
                segment.close();
            }
            throw e;
        }
    }

    static Path arrow(Path directory, long number) {
        return directory.resolve(stem(number) + ".arrow");
    }

    static Path zones(Path directory, long number) {
        return directory.resolve(stem(number) + ".zones");
    }

    static Path batches(Path directory, long number) {
        return directory.resolve(stem(number) + ".batches");
    }

    /** @param column its place in the segment's schema */
    static Path index(Path directory, long number, int column) {
        return directory.resolve(stem(number) + "." + column + ".index");
    }

    static Path temporary(Path published) {
        return published.resolveSibling(published.getFileName() + TEMPORARY);
    }

    /** The number of the segment that a file belongs to, half-written ones too; empty when it belongs to none. */
    public static OptionalLong number(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** Deletes all files of a segment, whole or half-written. Not durable before the directory is synced. */
    public static void delete(FileSystem files, Path directory, long number) throws IOException {
        for (Path file : files.list(directory)) {
            OptionalLong found = number(file);
            if (found.isPresent() && found.getAsLong() == number) {
                files.delete(file);
            }
        }
    }

    private static String stem(long number) {
        return String.format(Locale.ROOT, "%012d", number);
    }
}
