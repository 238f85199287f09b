package io.travertine.columnar.chunk;

import java.util.List;

/** Turns the values of records into rows of columns. One thread. */
interface FieldDecoder {
    /** The columns so far. */
    List<FieldColumn> columns();

    /** Puts what a value holds into its columns; nothing when it is not of the form that is expected. */
    void decode(byte[] source, int position, int length, int row);

    /** Gives back what the largest value so far took beside the columns. */
    void trim();
}
