package io.travertine.schema.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes, value by value, in the order in which they stand. Strict. Every method that does not
 * find what it is called for throws {@link JsonException}. Not thread-safe; used again by {@link #reset}.
 *
 * <pre>{@code
 * reader.beginObject();
 * while (reader.nextField()) {
 *     if (reader.nameIs(AGE)) {
 *         age = reader.readLong();
 *     } else {
 *         reader.skipValue();
 *     }
 * }
 * reader.end();
 * }</pre>
 */
public final class JsonReader {
    /** Brackets within brackets beyond this are refused. */
    public static final int MAX_DEPTH = 512;

    /** There is no further field. */
    public static final int END = -2;

    /** A field that has none of the names. */
    public static final int OTHER = -1;

    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_FAST_DIGITS = 18;
    private static final long MAX_EXACT_DOUBLE = 1L << 53;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private byte[] data = {};
    private int start;
    private int at;
    private int end;
    private int depth;
    private boolean first;
    private int nameFrom;
    private int nameTo;
    private byte[] name = {};
    private final JsonEscapes escapes = new JsonEscapes();

    public JsonReader reset(byte[] bytes) {
        return reset(bytes, 0, bytes.length);
    }

    /** Begins to read the bytes between two positions; they may not change meanwhile. */
    public JsonReader reset(byte[] bytes, int from, int to) {
        data = bytes;
        start = from;
        at = from;
        end = to;
        depth = 0;
        first = false;
        return this;
    }

    /** Where the reader is: bytes from the beginning of the text. */
    public int position() {
        return at - start;
    }

    /** The kind of the value that comes next. */
    public JsonKind peek() {
        int c = skipSpace();
        return switch (c) {
            case '{' -> JsonKind.OBJECT;
            case '[' -> JsonKind.ARRAY;
            case '"' -> JsonKind.STRING;
            case 't', 'f' -> JsonKind.BOOLEAN;
            case 'n' -> JsonKind.NULL;
            default -> {
                if (c == '-' || (c >= '0' && c <= '9')) {
                    yield JsonKind.NUMBER;
                }
                throw wrong("a value");
            }
        };
    }

    public void beginObject() {
        open('{', "an object");
    }

    public void beginArray() {
        open('[', "an array");
    }

    private void open(char bracket, String what) {
        if (skipSpace() != bracket) {
            throw wrong(what);
        }
        if (++depth > MAX_DEPTH) {
            throw wrong("at most " + MAX_DEPTH + " brackets within brackets");
        }
        at++;
        first = true;
    }

    /**
     * Goes to the next field of the object that was begun, or behind its end.
     *
     * @param guess the one of the names that is tried first: fields mostly come in one order
     * @return which of the names the field has; {@link #OTHER} for none, {@link #END} at the end
     */
    public int nextField(JsonName[] names, int guess) {
        if (!next('}')) {
            return END;
        }
        skipSpace();
        if (guess >= 0 && guess < names.length && names[guess].isAt(data, at, end)) {
            at += names[guess].written.length;
            return guess;
        }
        fieldName();
        for (int i = 0; i < names.length; i++) {
            if (nameIs(names[i].utf8)) {
                return i;
            }
        }
        return OTHER;
    }

    /** Goes to the next field of the object that was begun, or behind its end. */
    public boolean nextField() {
        if (!next('}')) {
            return false;
        }
        fieldName();
        return true;
    }

    private void fieldName() {
        if (skipSpace() != '"') {
            throw wrong("a field name");
        }
        scanName();
        if (skipSpace() != ':') {
            throw wrong("':'");
        }
        at++;
    }

    /** Goes to the next element of the array that was begun, or behind its end. */
    public boolean nextElement() {
        return next(']');
    }

    private boolean next(char bracket) {
        int c = skipSpace();
        if (c == bracket) {
            at++;
            depth--;
            first = false;
            return false;
        }
        if (first) {
            first = false;
        } else if (c == ',') {
            at++;
        } else {
            throw wrong("',' or '" + bracket + "'");
        }
        return true;
    }

    private void scanName() {
        int from = at + 1;
        int to = plainEnd(from);
        if (to < end && data[to] == '"') {
            name = data;
            nameFrom = from;
            nameTo = to;
            at = to + 1;
        } else {
            unescape(from, to);
            nameFrom = 0;
            nameTo = escapes.length();
            name = escapes.bytes();
        }
    }

    /** Whether the field's name is this one, in UTF-8. */
    public boolean nameIs(byte[] expected) {
        return Arrays.equals(name, nameFrom, nameTo, expected, 0, expected.length);
    }

    /** The name of the field that {@link #nextField()} went to; to be asked before its value is read. */
    public String name() {
        return new String(name, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
    }

    public boolean readBoolean() {
        return switch (skipSpace()) {
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> throw wrong("true or false");
        };
    }

    public void readNull() {
        if (skipSpace() != 'n') {
            throw wrong("null");
        }
        word("null", true);
    }

    /** Reads null, if that is what comes next. */
    public boolean tryNull() {
        if (skipSpace() != 'n') {
            return false;
        }
        return word("null", true);
    }

    /** Where a value begins, for {@link #rewind}. */
    public int mark() {
        skipSpace();
        return at;
    }

    /** Goes back to the beginning of a value that was read as a whole. */
    public void rewind(int mark) {
        at = mark;
    }

    /** The text that a field of the object which comes next has, or an empty one; nothing is read. */
    public String peekText(String field) {
        int mark = mark();
        byte[] wanted = field.getBytes(StandardCharsets.UTF_8);
        String text = "";
        beginObject();
        while (nextField()) {
            if (nameIs(wanted) && peek() == JsonKind.STRING) {
                text = readString();
            } else {
                skipValue();
            }
        }
        rewind(mark);
        return text;
    }

    /** What to throw when the value that comes next is not what is needed. */
    public JsonException wrongValue(String needed) {
        skipSpace();
        return wrong(needed);
    }

    /** What to throw when the object that was read lacks a field. */
    public JsonException missing(String field) {
        return new JsonException(position(), "the end of the object", "field '" + field + "'");
    }

    private boolean word(String word, boolean value) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || data[at + i] != word.charAt(i)) {
                throw wrong(word);
            }
        }
        at += word.length();
        return value;
    }

    /** A number without fraction and exponent that fits into 64 bits. */
    public long readLong() {
        int from = numberStart();
        boolean negative = data[at] == '-';
        int i = negative ? at + 1 : at;
        int digits = i;
        long value = 0;
        while (i < end && isDigit(data[i]) && i - digits < MAX_FAST_DIGITS) {
            value = 10 * value + (data[i] - '0');
            i++;
        }
        if (i < end && (isDigit(data[i]) || data[i] == '.' || data[i] == 'e' || data[i] == 'E')) {
            return slowLong(from);
        }
        checkDigits(digits, i);
        at = i;
        return negative ? -value : value;
    }

    private long slowLong(int from) {
        BigDecimal value = readDecimal();
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            at = from;
            throw wrong("a whole number of 64 bits");
        }
    }

    /** A number as the double that is nearest to it. */
    public double readDouble() {
        numberStart();
        boolean negative = data[at] == '-';
        int i = negative ? at + 1 : at;
        int digits = i;
        long value = 0;
        int scale = 0;
        while (i < end && isDigit(data[i])) {
            value = 10 * value + (data[i++] - '0');
        }
        int whole = i - digits;
        if (i < end && data[i] == '.') {
            int fraction = ++i;
            while (i < end && isDigit(data[i])) {
                value = 10 * value + (data[i++] - '0');
            }
            scale = i - fraction;
            if (scale == 0) {
                at = i;
                throw wrong("a digit");
            }
        }
        boolean exact = whole + scale <= MAX_FAST_DIGITS && value < MAX_EXACT_DOUBLE && scale < POWERS_OF_TEN.length;
        if (!exact || (i < end && (data[i] == 'e' || data[i] == 'E'))) {
            String text = numberText();
            return Double.parseDouble(text);
        }
        checkDigits(digits, digits + whole);
        at = i;
        double number = value / POWERS_OF_TEN[scale];
        return negative ? -number : number;
    }

    /** A number, exactly. */
    public BigDecimal readDecimal() {
        int from = numberStart();
        try {
            return new BigDecimal(numberText());
        } catch (NumberFormatException e) {
            at = from;
            throw wrong("a number with an exponent of 32 bits");
        }
    }

    private int numberStart() {
        int c = skipSpace();
        if (c != '-' && !isDigit((byte) c)) {
            throw wrong("a number");
        }
        return at;
    }

    private String numberText() {
        int from = at;
        skipNumber();
        int length = at - from;
        if (length > MAX_NUMBER_LENGTH) {
            at = from;
            throw wrong("a number of at most " + MAX_NUMBER_LENGTH + " characters");
        }
        return new String(data, from, length, StandardCharsets.ISO_8859_1);
    }

    private void skipNumber() {
        int i = data[at] == '-' ? at + 1 : at;
        int digits = i;
        i = digitsEnd(i);
        checkDigits(digits, i);
        if (i < end && data[i] == '.') {
            i = someDigits(i + 1);
        }
        if (i < end && (data[i] == 'e' || data[i] == 'E')) {
            i++;
            if (i < end && (data[i] == '+' || data[i] == '-')) {
                i++;
            }
            i = someDigits(i);
        }
        at = i;
    }

    private int someDigits(int from) {
        int to = digitsEnd(from);
        if (to == from) {
            at = from;
            throw wrong("a digit");
        }
        return to;
    }

    private int digitsEnd(int from) {
        int i = from;
        while (i < end && isDigit(data[i])) {
            i++;
        }
        return i;
    }

    private void checkDigits(int from, int to) {
        if (from == to) {
            at = from;
            throw wrong("a digit");
        }
        if (data[from] == '0' && to - from > 1) {
            at = from;
            throw wrong("a number without leading zeros");
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** A text, with its escapes resolved. */
    public String readString() {
        if (skipSpace() != '"') {
            throw wrong("a string");
        }
        int from = at + 1;
        int to = asciiEnd(from);
        if (to < end && data[to] == '"') {
            at = to + 1;
            return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
        }
        to = plainEnd(to);
        if (to < end && data[to] == '"') {
            at = to + 1;
            return new String(data, from, to - from, StandardCharsets.UTF_8);
        }
        unescape(from, to);
        return new String(escapes.bytes(), 0, escapes.length(), StandardCharsets.UTF_8);
    }

    /** The first byte that is not plain ASCII. */
    private int asciiEnd(int from) {
        int i = from;
        while (end - i >= Long.BYTES) {
            int special = Words.firstSpecial(Words.get(data, i));
            if (special < Long.BYTES) {
                return i + special;
            }
            i += Long.BYTES;
        }
        while (i < end && data[i] >= ' ' && data[i] != '"' && data[i] != '\\') {
            i++;
        }
        return i;
    }

    /** The quote, backslash or control character that is next. */
    private int plainEnd(int from) {
        int i = from;
        while (i < end && (data[i] < 0 || data[i] >= ' ') && data[i] != '"' && data[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Resolves the escapes of a string, and goes behind its quote. */
    private void unescape(int from, int firstSpecial) {
        at = escapes.read(data, from, firstSpecial, end);
        String wrong = escapes.needed();
        if (wrong != null) {
            throw wrong(wrong);
        }
    }

    /** Passes over the next value, whatever it is, and checks that it is well-formed. */
    public void skipValue() {
        switch (peek()) {
            case OBJECT -> {
                beginObject();
                while (nextField()) {
                    skipValue();
                }
            }
            case ARRAY -> {
                beginArray();
                while (nextElement()) {
                    skipValue();
                }
            }
            case STRING -> skipString();
            case NUMBER -> skipNumber();
            case BOOLEAN -> readBoolean();
            case NULL -> readNull();
        }
    }

    private void skipString() {
        int from = at + 1;
        int to = plainEnd(from);
        if (to < end && data[to] == '"') {
            at = to + 1;
        } else {
            unescape(from, to);
        }
    }

    /** Checks that nothing but white space is left. */
    public void end() {
        if (skipSpace() >= 0) {
            throw wrong("the end");
        }
    }

    /** The byte at the next place that is no white space, or -1 at the end. */
    private int skipSpace() {
        while (at < end) {
            byte b = data[at];
            if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
                return b & 0xff;
            }
            at++;
        }
        return -1;
    }

    private JsonException wrong(String needed) {
        String found;
        if (at >= end) {
            found = "the end";
        } else {
            int to = Math.min(end, at + 16);
            found = "'" + new String(data, at, to - at, StandardCharsets.UTF_8) + (to < end ? "..." : "") + "'";
        }
        return new JsonException(position(), found, needed);
    }
}
