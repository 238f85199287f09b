package io.travertine.columnar;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Values of varying length, each given as its position in a dictionary. The dictionary is sorted by unsigned bytes and has no
 * value twice, so that codes compare as their values do; it may hold values that no row has.
 */
public final class DictionaryColumn extends Column {
    private final MemorySegment codes;
    private final BytesColumn dictionary;

    /** @param codes one 32-bit position in the dictionary a row; arbitrary where the row is null */
    public DictionaryColumn(int size, @Nullable MemorySegment validity, MemorySegment codes, BytesColumn dictionary) {
        super(dictionary.type(), size, validity);
        check("codes", codes, 4L * size);
        this.codes = codes;
        this.dictionary = dictionary;
    }

    public MemorySegment codes() {
        return codes;
    }

    public BytesColumn dictionary() {
        return dictionary;
    }

    public int code(int row) {
        return codes.get(INT, 4L * row);
    }
}
