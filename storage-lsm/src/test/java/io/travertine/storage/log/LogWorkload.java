package io.travertine.storage.log;

import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Does to a log what a shard may do to it, in an order that follows from a seed. Ends when something fails. */
final class LogWorkload {
    static final Path DIRECTORY = Path.of("/data/log");

    private static final int PARTITIONS = 5;

    private final LogTester tester;
    private final LogOptions options;
    private final Random random;

    LogWorkload(LogTester tester, LogOptions options, long seed) {
        this.tester = tester;
        this.options = options;
        this.random = new Random(seed);
    }

    /** Opens the log and works on it; false when that was ended by a failure. */
    boolean run(StrictFileSystem system, int steps) {
        try {
            tester.open(system, DIRECTORY, options);
            for (int step = 0; step < steps && tester.failure == null; step++) {
                step();
            }
            return tester.failure == null;
        } catch (IOException failure) {
            return false;
        }
    }

    private void step() throws IOException {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 ->
                tester.append(random.nextInt(PARTITIONS), 1 + random.nextInt(9), 61 + random.nextInt(400));
            case 8 -> tester.append(random.nextInt(PARTITIONS), 1, 61 + random.nextInt(6_000));
            case 9, 10, 11, 12, 13 -> tester.log.flush();
            case 14, 15, 16, 17 -> tester.threads.sync();
            case 18, 19, 20 -> tester.threads.chore();
            case 21 -> {
                if (random.nextInt(4) == 0) {
                    tester.log.roll();
                }
            }
            case 22 -> {
                if (random.nextInt(3) == 0) {
                    tester.retire(random.nextInt(3));
                }
            }
            default -> {
                if (random.nextInt(10) == 0) {
                    tester.reopen(options);
                } else {
                    tester.settle();
                }
            }
        }
    }
}
