package io.travertine.query.expression;

import io.travertine.schema.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions of text, by name. Positions count characters from 1. */
public final class TextFunctions {
    private record Definition(ColumnType type, TextFunction.Body body) {}

    private static final Map<String, Definition> BY_NAME = Map.ofEntries(
            text("LOWER", o -> ((String) o[0]).toLowerCase(Locale.ROOT)),
            text("UPPER", o -> ((String) o[0]).toUpperCase(Locale.ROOT)),
            number("CHAR_LENGTH", o -> length((String) o[0])),
            number("OCTET_LENGTH", o ->
                    (long) ((String) o[0]).getBytes(java.nio.charset.StandardCharsets.UTF_8).length),
            text("SUBSTRING", o -> substring((String) o[0], (long) o[1], o.length > 2 ? (long) o[2] : Long.MAX_VALUE)),
            text("LEFT", o -> left((String) o[0], (long) o[1])),
            text("RIGHT", o -> right((String) o[0], (long) o[1])),
            text(
                    "REPLACE",
                    o -> ((String) o[1]).isEmpty() ? o[0] : ((String) o[0]).replace((String) o[1], (String) o[2])),
            text("REVERSE", o -> new StringBuilder((String) o[0]).reverse().toString()),
            text("||", o -> (String) o[0] + o[1]),
            text("TRIM_BOTH", o -> trim((String) o[1], (String) o[0], true, true)),
            text("TRIM_LEADING", o -> trim((String) o[1], (String) o[0], true, false)),
            text("TRIM_TRAILING", o -> trim((String) o[1], (String) o[0], false, true)),
            text("LPAD", o -> pad((String) o[0], (long) o[1], o.length > 2 ? (String) o[2] : " ", true)),
            text("RPAD", o -> pad((String) o[0], (long) o[1], o.length > 2 ? (String) o[2] : " ", false)),
            text("REPEAT", o -> repeat((String) o[0], (long) o[1])),
            text("SPLIT_PART", o -> splitPart((String) o[0], (String) o[1], (long) o[2])),
            number("POSITION", o -> position((String) o[0], (String) o[1])),
            number("STRPOS", o -> position((String) o[1], (String) o[0])),
            text("JSON_VALUE", o -> JsonPath.value((String) o[0], (String) o[1])));

    private static final int MAX_LENGTH = 16 << 20;

    private TextFunctions() {}

    public static boolean has(String name) {
        return BY_NAME.containsKey(name);
    }

    /** @param operands as many as the function takes, STRING or INT64 */
    public static Expression create(String name, List<Expression> operands) {
        Definition definition = BY_NAME.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("no function of text is named " + name);
        }
        return new TextFunction(definition.type, operands, definition.body);
    }

    private static Map.Entry<String, Definition> text(String name, TextFunction.Body body) {
        return Map.entry(name, new Definition(ColumnType.STRING, body));
    }

    private static Map.Entry<String, Definition> number(String name, TextFunction.Body body) {
        return Map.entry(name, new Definition(ColumnType.INT64, body));
    }

    private static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Characters [start, start + length) counted from 1, as far as there are any. */
    private static String substring(String text, long start, long length) {
        if (length < 0) {
            throw new EvaluationException("22011", "substring with a negative length");
        }
        long end = length > Long.MAX_VALUE - Math.max(start, 0) ? Long.MAX_VALUE : start + length;
        long size = length(text);
        long from = Math.min(Math.max(start, 1), size + 1);
        long to = Math.min(Math.max(end, from), size + 1);
        return text.substring(index(text, from), index(text, to));
    }

    private static int index(String text, long position) {
        return text.offsetByCodePoints(0, (int) (position - 1));
    }

    private static String left(String text, long count) {
        return substring(text, 1, Math.max(0, count < 0 ? length(text) + count : count));
    }

    private static String right(String text, long count) {
        long size = length(text);
        long keep = Math.max(0, Math.min(size, count < 0 ? size + count : count));
        return substring(text, size - keep + 1, keep);
    }

    private static String trim(String text, String characters, boolean leading, boolean trailing) {
        int from = 0;
        int to = text.length();
        while (leading && from < to && characters.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (trailing && to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String pad(String text, long length, String fill, boolean leading) {
        long missing = Math.max(0, checkLength(length)) - length(text);
        if (missing <= 0) {
            return left(text, Math.max(0, length));
        }
        if (fill.isEmpty()) {
            return text;
        }
        String padding = left(fill.repeat((int) (missing / length(fill) + 1)), missing);
        return leading ? padding + text : text + padding;
    }

    private static String repeat(String text, long times) {
        checkLength(text.isEmpty() ? 0 : Math.max(0, times) > MAX_LENGTH ? times : times * text.length());
        return text.repeat((int) Math.max(0, times));
    }

    private static long checkLength(long length) {
        if (length > MAX_LENGTH) {
            throw new EvaluationException("54000", "a text of " + length + " characters exceeds " + MAX_LENGTH);
        }
        return length;
    }

    private static String splitPart(String text, String separator, long field) {
        if (field == 0) {
            throw EvaluationException.invalidArgument(
                    "split_part counts fields from 1, or from -1 at the end; 0 is none");
        }
        String[] parts =
                separator.isEmpty() ? new String[] {text} : text.split(java.util.regex.Pattern.quote(separator), -1);
        long place = field > 0 ? field - 1 : parts.length + field;
        return place >= 0 && place < parts.length ? parts[(int) place] : "";
    }

    private static long position(String sought, String text) {
        int found = text.indexOf(sought);
        return found < 0 ? 0 : text.codePointCount(0, found) + 1L;
    }
}
