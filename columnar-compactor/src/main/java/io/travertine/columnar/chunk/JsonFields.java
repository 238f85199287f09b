package io.travertine.columnar.chunk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.travertine.columnar.vector.Memory;
import java.io.IOException;
import java.util.Arrays;

/**
 * The top-level fields of one JSON object, read in one pass into arrays that are used again for the next. A text that turns out
 * not to be a JSON object has no fields: nothing of it is seen.
 */
final class JsonFields {
    /** What kind of value a field has. */
    enum Kind {
        NULL,
        BOOLEAN,
        LONG,
        DOUBLE,
        /** Text, in {@link #texts}. */
        TEXT,
        /** An object or array, in the source. */
        NESTED
    }

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

    private String[] names = new String[16];
    private Kind[] kinds = new Kind[16];
    /** The bits of a number or boolean; position and length of a text or nested value. */
    private long[] values = new long[16];

    private int count;
    private byte[] texts = new byte[256];
    private int textsEnd;

    /** Reads the fields of an object; returns how many, 0 when the text is no JSON object. */
    int read(byte[] source, int position, int length) {
        count = 0;
        textsEnd = 0;
        if (!startsAsObject(source, position, length)) {
            return 0;
        }
        try (JsonParser parser = FACTORY.createParser(source, position, length)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readField(parser, source, position);
            }
            return parser.nextToken() == null ? count : 0;
        } catch (IOException notJson) {
            return 0;
        }
    }

    String name(int field) {
        return names[field];
    }

    Kind kind(int field) {
        return kinds[field];
    }

    boolean booleanValue(int field) {
        return values[field] != 0;
    }

    long longValue(int field) {
        return values[field];
    }

    double doubleValue(int field) {
        return Double.longBitsToDouble(values[field]);
    }

    /** Where a text begins in {@link #texts}, or a nested value in the source. */
    int position(int field) {
        return (int) (values[field] >>> 32);
    }

    int length(int field) {
        return (int) values[field];
    }

    byte[] texts() {
        return texts;
    }

    private static boolean startsAsObject(byte[] source, int position, int length) {
        for (int i = position; i < position + length; i++) {
            byte character = source[i];
            if (character == '{') {
                return true;
            }
            if (character != ' ' && character != '\n' && character != '\r' && character != '\t') {
                return false;
            }
        }
        return false;
    }

    private void readField(JsonParser parser, byte[] source, int position) throws IOException {
        String name = parser.currentName();
        switch (parser.nextToken()) {
            case VALUE_NULL -> add(name, Kind.NULL, 0);
            case VALUE_TRUE -> add(name, Kind.BOOLEAN, 1);
            case VALUE_FALSE -> add(name, Kind.BOOLEAN, 0);
            case VALUE_NUMBER_INT -> addInteger(name, parser);
            case VALUE_NUMBER_FLOAT -> add(name, Kind.DOUBLE, Double.doubleToRawLongBits(parser.getDoubleValue()));
            case VALUE_STRING -> addText(name, parser);
            default -> addNested(name, parser, source, position);
        }
    }

    private void addInteger(String name, JsonParser parser) throws IOException {
        if (parser.getNumberType() == NumberType.BIG_INTEGER) {
            add(name, Kind.DOUBLE, Double.doubleToRawLongBits(parser.getDoubleValue()));
        } else {
            add(name, Kind.LONG, parser.getLongValue());
        }
    }

    private void addText(String name, JsonParser parser) throws IOException {
        char[] characters = parser.getTextCharacters();
        int start = textsEnd;
        encode(characters, parser.getTextOffset(), parser.getTextLength());
        add(name, Kind.TEXT, (long) start << 32 | textsEnd - start);
    }

    private void addNested(String name, JsonParser parser, byte[] source, int position) throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long end = parser.currentLocation().getByteOffset();
        add(name, Kind.NESTED, start << 32 | end - start);
    }

    private void add(String name, Kind kind, long value) {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            kinds = Arrays.copyOf(kinds, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        names[count] = name;
        kinds[count] = kind;
        values[count++] = value;
    }

    /** Appends characters to {@link #texts} as UTF-8; half a surrogate pair becomes a question mark. */
    private void encode(char[] characters, int from, int length) {
        texts = Memory.grow(texts, textsEnd + (long) MAX_UTF8_BYTES_PER_CHAR * length);
        byte[] target = texts;
        int end = textsEnd;
        int limit = from + length;
        for (int i = from; i < limit; i++) {
            char character = characters[i];
            if (character < 0x80) {
                target[end++] = (byte) character;
            } else if (character < 0x800) {
                target[end++] = (byte) (0xc0 | character >> 6);
                target[end++] = (byte) (0x80 | character & 0x3f);
            } else if (!Character.isSurrogate(character)) {
                target[end++] = (byte) (0xe0 | character >> 12);
                target[end++] = (byte) (0x80 | character >> 6 & 0x3f);
                target[end++] = (byte) (0x80 | character & 0x3f);
            } else if (i + 1 < limit && Character.isSurrogatePair(character, characters[i + 1])) {
                int codePoint = Character.toCodePoint(character, characters[++i]);
                target[end++] = (byte) (0xf0 | codePoint >> 18);
                target[end++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
                target[end++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
                target[end++] = (byte) (0x80 | codePoint & 0x3f);
            } else {
                target[end++] = '?';
            }
        }
        textsEnd = end;
    }
}
