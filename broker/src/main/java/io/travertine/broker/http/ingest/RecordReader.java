package io.travertine.broker.http.ingest;

import java.io.IOException;

/** Reads records out of a body, one at a time. */
public interface RecordReader {
    /**
     * Reads the next record.
     *
     * @return false at the end of the body
     * @throws BadInputException when the body is not as it should be; what was read before is good
     * @throws IOException when the body breaks off
     */
    boolean next(InputRecord record) throws IOException, BadInputException;

    /** An objection to the record that was read last, with where it stands. */
    BadInputException objection(BadInputException.Kind kind, String found);
}
