package io.travertine.broker.http.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;

/** One JSON value a line; the line, as it is, becomes the record's value. Blank lines are passed over. */
public final class NdjsonReader implements RecordReader {
    private final LineReader lines;
    private final JsonLine line;
    private final int partition;

    /** @param partition of all records, or {@link InputRecord#NONE} */
    public NdjsonReader(InputStream body, FieldMapping fields, int partition, int maxLineBytes) {
        this.lines = new LineReader(body, maxLineBytes);
        this.line = new JsonLine(fields);
        this.partition = partition;
    }

    @Override
    public boolean next(InputRecord record) throws IOException, BadInputException {
        while (lines.next()) {
            int start = skipBlanks(lines.start(), lines.end());
            int end = trimBlanks(start, lines.end());
            if (start < end) {
                record.clear();
                record.partition = partition;
                record.value(lines.bytes(), start, end - start);
                parse(record);
                return true;
            }
        }
        return false;
    }

    @Override
    public BadInputException objection(BadInputException.Kind kind, String found) {
        return new BadInputException(kind, "line", lines.number(), 0, found);
    }

    private void parse(InputRecord record) throws IOException, BadInputException {
        try {
            line.parse(record);
        } catch (JsonProcessingException malformed) {
            int indent = record.valuePosition - lines.start();
            long position = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getColumnNr() + indent;
            throw new BadInputException(
                    BadInputException.Kind.MALFORMED, "line", lines.number(), position, malformed.getOriginalMessage());
        }
    }

    private int skipBlanks(int from, int end) {
        int position = from;
        while (position < end && isBlank(lines.bytes()[position])) {
            position++;
        }
        return position;
    }

    private int trimBlanks(int start, int from) {
        int position = from;
        while (position > start && isBlank(lines.bytes()[position - 1])) {
            position--;
        }
        return position;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }
}
