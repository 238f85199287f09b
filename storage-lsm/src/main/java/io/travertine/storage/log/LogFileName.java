package io.travertine.storage.log;

import io.travertine.storage.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The name of a log file: the sequence of its first group in 20 digits, so that names sort as the groups do. */
final class LogFileName {
    private static final String SUFFIX = ".log";
    private static final Pattern NAME = Pattern.compile("[0-9]{20}\\.log");

    private LogFileName() {}

    static Path of(Path directory, long firstSequence) {
        return directory.resolve(String.format("%020d", firstSequence) + SUFFIX);
    }

    static long firstSequence(Path path) {
        String name = path.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** The log files in a directory, in order. */
    static List<Path> list(FileSystem system, Path directory) throws IOException {
        return system.list(directory).stream()
                .filter(path -> NAME.matcher(path.getFileName().toString()).matches())
                .toList();
    }
}
