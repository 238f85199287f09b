package io.travertine.schema.processor;

import io.travertine.schema.processor.Model.EnumType;
import io.travertine.schema.processor.Model.JavaType;
import io.travertine.schema.processor.Model.Many;
import io.travertine.schema.processor.Model.Plain;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Defaults, which are declared as text. */
final class DefaultValues {
    private DefaultValues() {}

    /**
     * A default.
     *
     * @param value as constraints see it
     * @param tree as JSON tree
     * @param source as Java expression
     */
    record Value(Object value, Object tree, String source) {}

    /** @throws IllegalArgumentException says what is needed */
    static Value of(String text, JavaType type) {
        if (type instanceof EnumType enumType) {
            if (!enumType.schema().symbols().contains(text)) {
                throw new IllegalArgumentException("one of " + enumType.schema().symbols() + " is needed");
            }
            return new Value(text, text, enumType.source() + "." + text);
        }
        if (type instanceof Many many && text.equals("[]")) {
            return new Value(List.of(), List.of(), (many.set() ? "java.util.Set" : "java.util.List") + ".of()");
        }
        if (type instanceof Plain plain) {
            try {
                return plain(text, plain);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(plain.schema().kind() + " is needed", e);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        plain.schema().kind() + " is needed, as 2026-01-31 or 2026-01-31T08:00:00Z", e);
            }
        }
        throw new IllegalArgumentException("fields of this type cannot have one");
    }

    private static Value plain(String text, Plain type) {
        String source = Literals.text(text);
        return switch (type.access()) {
            case BOOLEAN -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw new IllegalArgumentException("true or false is needed");
                }
                yield new Value(Boolean.valueOf(text), Boolean.valueOf(text), text);
            }
            case WHOLE -> {
                String box = type.boxed().substring("java.lang.".length());
                Number number = switch (box) {
                    case "Byte" -> Byte.valueOf(text);
                    case "Short" -> Short.valueOf(text);
                    case "Integer" -> Integer.valueOf(text);
                    default -> Long.valueOf(text);
                };
                String cast = box.equals("Byte") ? "(byte) " : box.equals("Short") ? "(short) " : "";
                yield new Value(
                        number.longValue(),
                        number.longValue(),
                        cast + "(" + number + (box.equals("Long") ? "L" : "") + ")");
            }
            case FLOATING -> {
                double number = Double.parseDouble(text);
                boolean isFloat = type.boxed().endsWith("Float");
                if (!Double.isFinite(isFloat ? (float) number : number)) {
                    throw new IllegalArgumentException("a finite number is needed");
                }
                String suffix = isFloat ? "f" : "d";
                yield new Value(number, new BigDecimal(text), number + suffix);
            }
            case DECIMAL ->
                new Value(new BigDecimal(text), new BigDecimal(text), "new java.math.BigDecimal(" + source + ")");
            case TEXT -> new Value(text, text, source);
            case DATE -> new Value(LocalDate.parse(text), text, "java.time.LocalDate.parse(" + source + ")");
            case TIMESTAMP -> new Value(Instant.parse(text), text, "java.time.Instant.parse(" + source + ")");
            case BYTES, UUID, ID -> throw new IllegalArgumentException("fields of this type cannot have one");
        };
    }
}
