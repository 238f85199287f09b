package io.travertine.broker.http.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines. The buffer holds one read and grows up to the longest line allowed. */
final class LineReader {
    private static final int INITIAL_BYTES = 64 * 1024;

    private final InputStream source;
    private final int maxLineBytes;
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int filled;
    private int lineStart;
    private int lineEnd;
    private int nextStart;
    private long number;
    private boolean ended;

    LineReader(InputStream source, int maxLineBytes) {
        this.source = source;
        this.maxLineBytes = maxLineBytes;
    }

    /** Moves to the next line, which ends before a line feed or at the end of the stream. False when there is none. */
    boolean next() throws IOException, BadInputException {
        lineStart = nextStart;
        int searched = lineStart;
        while (true) {
            int feed = indexOfLineFeed(searched);
            if (feed >= 0) {
                return found(feed, feed + 1);
            }
            searched = filled;
            if (ended) {
                return lineStart < filled && found(filled, filled);
            }
            if (filled - lineStart > maxLineBytes) {
                throw tooLong();
            }
            searched -= makeRoom();
            read();
        }
    }

    /** The bytes that hold the line, from {@link #start} to {@link #end}; valid until the next call of {@link #next}. */
    byte[] bytes() {
        return buffer;
    }

    int start() {
        return lineStart;
    }

    int end() {
        return lineEnd;
    }

    /** Of the line, from 1. */
    long number() {
        return number;
    }

    private boolean found(int end, int next) throws BadInputException {
        if (end - lineStart > maxLineBytes) {
            throw tooLong();
        }
        lineEnd = end;
        nextStart = next;
        number++;
        return true;
    }

    private BadInputException tooLong() {
        return new BadInputException(
                BadInputException.Kind.TOO_LARGE,
                "line",
                number + 1,
                0,
                "it is longer than " + maxLineBytes + " bytes, the topic's max.message.bytes");
    }

    private int indexOfLineFeed(int from) {
        byte[] bytes = buffer;
        for (int i = from; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the line begun to the front, or grows the buffer when it is there already; returns how far it moved. */
    private int makeRoom() {
        if (filled < buffer.length) {
            return 0;
        }
        int moved = lineStart;
        if (moved == 0) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8, 2L * buffer.length));
            return 0;
        }
        System.arraycopy(buffer, moved, buffer, 0, filled - moved);
        filled -= moved;
        lineStart = 0;
        return moved;
    }

    private void read() throws IOException {
        int count = source.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            ended = true;
        } else {
            filled += count;
        }
    }
}
