package io.travertine.benchmarks.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Values to send: lines of JSON of one exact length, as a web shop's click log has them, with a text to fill them up. */
final class JsonLines {
    private static final String[] WORDS =
            ("travertine limestone spring water layer column quarry stone river mineral carbonate terrace deposit "
                            + "fountain arch bridge temple market basin channel stream record offset order basket payment refund")
                    .split(" ");
    private static final String[] PATHS = {"cart", "item", "search", "login", "checkout", "home"};

    private final Random random;
    private final int bytes;
    private long sequence;

    JsonLines(int bytes, long seed) {
        this.bytes = bytes;
        this.random = new Random(seed);
    }

    byte[] next() {
        StringBuilder line = new StringBuilder(bytes)
                .append("{\"id\":")
                .append(sequence++)
                .append(",\"user\":")
                .append(random.nextInt(100_000))
                .append(",\"path\":\"/")
                .append(PATHS[random.nextInt(PATHS.length)])
                .append("\",\"ms\":")
                .append(random.nextInt(2_000))
                .append(",\"text\":\"");
        int end = bytes - 2;
        while (line.length() < end) {
            line.append(WORDS[random.nextInt(WORDS.length)])
                    .append(random.nextInt(10) == 0 ? Integer.toString(random.nextInt(10_000)) : "")
                    .append(' ');
        }
        line.setLength(end);
        return line.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
