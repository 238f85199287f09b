package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Blocks that files have on the disk, which a file with holes has fewer of than its length says. */
final class DiskUse {
    private DiskUse() {}

    static long bytes(Path directory) throws IOException {
        Process du = new ProcessBuilder("du", "-s", "-B1", directory.toString()).start();
        String line = new String(du.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }
}
