package io.travertine.columnar;

import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random predicates, and their meaning in the plainest words there are: the oracle of scans. */
public final class NaivePredicates {
    private NaivePredicates() {}

    /** A predicate on the column, its constants mostly values that the column has. */
    public static ColumnPredicate random(Random random, ColumnSchema column, List<@Nullable Object> values) {
        boolean bytes = constant(column.type(), "0".repeat(32)) instanceof byte[];
        Predicate predicate = switch (random.nextInt(bytes && column.type() != ColumnType.RECORD_ID ? 8 : 7)) {
            case 0 -> new Predicate.IsNull(column.name(), random.nextBoolean());
            case 1, 2 -> in(random, column, values);
            case 7 -> new Predicate.Like(column.name(), pattern(random, values), '\\', random.nextBoolean());
            default ->
                new Predicate.Comparison(
                        column.name(),
                        Predicate.Operator.values()[random.nextInt(6)],
                        constant(column.type(), value(random, values)));
        };
        return new ColumnPredicate(column, predicate);
    }

    private static Predicate in(Random random, ColumnSchema column, List<@Nullable Object> values) {
        List<Object> constants = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            constants.add(constant(column.type(), value(random, values)));
        }
        return new Predicate.In(column.name(), constants);
    }

    private static Object value(Random random, List<@Nullable Object> values) {
        Object value = values.get(random.nextInt(values.size()));
        for (int i = 0; value == null; i++) {
            value = values.get(i);
        }
        return value instanceof Long number && random.nextInt(4) == 0 ? (Object) (number + 1) : value;
    }

    private static String pattern(Random random, List<@Nullable Object> values) {
        String text = new String(
                value(random, values).toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            switch (random.nextInt(6)) {
                case 0 -> pattern.append('_');
                case 1 -> pattern.append('%');
                case 2 -> {}
                default -> pattern.append(literal(text.codePointAt(i)));
            }
        }
        return pattern + (random.nextBoolean() ? "%" : "");
    }

    private static String literal(int character) {
        return (character == '%' || character == '_' || character == '\\' ? "\\" : "") + Character.toString(character);
    }

    /** A cell as the constant of a predicate. */
    public static Object constant(ColumnType type, Object cell) {
        return switch (type) {
            case STRING, JSON, BINARY -> cell.toString().getBytes(StandardCharsets.ISO_8859_1);
            case RECORD_ID -> java.util.HexFormat.of().parseHex(cell.toString());
            default -> cell;
        };
    }

    public static boolean passes(Predicate predicate, ColumnType type, @Nullable Object cell) {
        if (predicate instanceof Predicate.IsNull isNull) {
            return (cell == null) != isNull.negated();
        }
        if (cell == null) {
            return false;
        }
        return switch (predicate) {
            case Predicate.Comparison comparison -> passes(comparison, type, cell);
            case Predicate.In in -> in.constants().stream().anyMatch(constant -> compare(type, cell, constant) == 0);
            case Predicate.Like like -> matches(like, cell.toString()) != like.negated();
            case Predicate.IsNull isNull -> throw new AssertionError(isNull);
        };
    }

    private static boolean passes(Predicate.Comparison comparison, ColumnType type, Object cell) {
        int order = compare(type, cell, comparison.constant());
        return switch (comparison.operator()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(ColumnType type, Object cell, Object constant) {
        Object other = constant;
        if (constant instanceof byte[] bytes) {
            other = type == ColumnType.RECORD_ID ? java.util.HexFormat.of().formatHex(bytes) : Cells.text(bytes);
        }
        return ((Comparable<Object>) cell).compareTo(other);
    }

    /** A character is a byte and the continuation bytes behind it, so that text which is no UTF-8 has characters, too. */
    private static boolean matches(Predicate.Like like, String cell) {
        int[] pattern = like.pattern().codePoints().toArray();
        byte[] text = cell.getBytes(StandardCharsets.ISO_8859_1);
        // reached[j]: the pattern so far matches the first j bytes (a regular expression backtracks without end here)
        boolean[] reached = new boolean[text.length + 1];
        reached[0] = true;
        for (int i = 0; i < pattern.length; i++) {
            boolean literal = pattern[i] == like.escape() && i + 1 < pattern.length;
            int character = literal ? pattern[++i] : pattern[i];
            byte[] bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
            boolean[] next = new boolean[text.length + 1];
            for (int j = 0; j <= text.length; j++) {
                boolean any = !literal && character == '%';
                if (reached[j] && any || next[j] && any) {
                    next[j] = true;
                    next[Math.min(text.length, characterEnd(text, j))] = true;
                } else if (reached[j] && !literal && character == '_') {
                    if (j < text.length) {
                        next[characterEnd(text, j)] = true;
                    }
                } else if (reached[j]
                        && Arrays.equals(text, j, Math.min(text.length, j + bytes.length), bytes, 0, bytes.length)) {
                    next[j + bytes.length] = true;
                }
            }
            reached = next;
        }
        return reached[text.length];
    }

    private static int characterEnd(byte[] text, int from) {
        int end = from + 1;
        while (end < text.length && (text[end] & 0xc0) == 0x80) {
            end++;
        }
        return end;
    }
}
