package io.travertine.schema.processor;

import io.travertine.schema.processor.Model.Component;
import io.travertine.schema.processor.Model.EnumType;
import io.travertine.schema.processor.Model.JavaType;
import io.travertine.schema.processor.Model.Many;
import io.travertine.schema.processor.Model.Mapping;
import io.travertine.schema.processor.Model.Plain;
import io.travertine.schema.processor.Model.Slot;
import io.travertine.schema.processor.Model.Struct;
import io.travertine.schema.processor.Model.Union;
import io.travertine.schema.record.FieldType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes codecs for rows, whose format {@link io.travertine.schema.row.RowCodec} describes. */
final class RowCodecWriter {
    private final Source source;
    private final Map<String, Integer> numbers;

    RowCodecWriter(Source source, Map<String, Integer> numbers) {
        this.source = source;
        this.numbers = numbers;
    }

    void write(int number, Struct struct) {
        encoder(number, struct);
        decoder(number, struct);
    }

    private void encoder(int number, Struct struct) {
        List<Component> components = struct.components();
        source.add("private static void writeRow" + number + "(" + struct.source() + " value, RowWriter row) {");
        source.add("int nulls = row.nulls(" + components.size() + ");");
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            JavaType type = component.slot().type();
            String value = source.read(component);
            if (Source.isPrimitive(type)) {
                encode(type, value);
            } else {
                encodeOrNull(type, value, "nulls", String.valueOf(i));
            }
        }
        source.add("}\n");
    }

    private void encodeOrNull(JavaType type, String value, String nulls, String index) {
        source.add("if (" + value + " == null) {");
        source.add("row.setNull(" + nulls + ", " + index + ");");
        source.add("} else {");
        encode(type, value);
        source.add("}");
    }

    private void encode(JavaType type, String value) {
        if (type instanceof Plain plain) {
            source.add(
                    switch (plain.access()) {
                        case BOOLEAN, FLOATING, TEXT, BYTES, DATE, TIMESTAMP -> "row.value(" + value + ");";
                        case WHOLE -> "row.value((long) " + value + ");";
                        case DECIMAL -> "row.value(" + value + ", " + decimal(plain) + ");";
                        case UUID ->
                            "row.id(" + value + ".getMostSignificantBits(), " + value + ".getLeastSignificantBits());";
                        case ID -> "row.id(" + value + ".high(), " + value + ".low());";
                    });
        } else if (type instanceof EnumType) {
            source.add("row.count(" + value + ".ordinal());");
        } else if (type instanceof Struct struct) {
            source.add("writeRow" + numbers.get(struct.source()) + "(" + value + ", row);");
        } else if (type instanceof Union union) {
            for (int place = 0; place < union.cases().size(); place++) {
                Struct struct = union.cases().get(place).struct();
                String variable = source.variable();
                source.add("if (" + value + " instanceof " + struct.source() + " " + variable + ") {");
                source.add("row.count(" + place + ");");
                source.add("writeRow" + numbers.get(struct.source()) + "(" + variable + ", row);");
                source.add("}");
            }
        } else if (type instanceof Many many) {
            String element = source.variable();
            String nulls = begin(value);
            String index = source.variable();
            source.add("int " + index + " = 0;");
            source.add("for (" + Source.boxed(many.element().type()) + " " + element + " : " + value + ") {");
            encodeOrNull(many.element().type(), element, nulls, index);
            source.add(index + "++;");
            source.add("}");
        } else if (type instanceof Mapping map) {
            String entry = source.variable();
            String each = source.variable();
            String values = Source.boxed(map.value().type());
            String nulls = begin(value);
            String index = source.variable();
            source.add("int " + index + " = 0;");
            source.add("for (java.util.Map.Entry<String, " + values + "> " + entry + " : " + value + ".entrySet()) {");
            source.add("row.value(" + entry + ".getKey());");
            source.add(values + " " + each + " = " + entry + ".getValue();");
            encodeOrNull(map.value().type(), each, nulls, index);
            source.add(index + "++;");
            source.add("}");
        }
    }

    /** Writes how many there are; gives the variable for their nulls. */
    private String begin(String value) {
        String nulls = source.variable();
        source.add("row.count(" + value + ".size());");
        source.add("int " + nulls + " = row.nulls(" + value + ".size());");
        return nulls;
    }

    private static String decimal(Plain plain) {
        FieldType.Decimal decimal = (FieldType.Decimal) plain.schema();
        return decimal.precision() + ", " + decimal.scale();
    }

    private void decoder(int number, Struct struct) {
        List<Component> components = struct.components();
        source.add("private static " + struct.source() + " readRow" + number + "(RowReader row) {");
        source.add("row.enter();");
        source.add("int nulls = row.nulls(" + components.size() + ");");
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            String field = "f" + i;
            source.add(component.slot().type().source() + " " + field + ";");
            source.add("if (row.isNull(nulls, " + i + ")) {");
            String otherwise = component.defaultSource();
            if (otherwise == null && Source.isPrimitive(component.slot().type())) {
                source.add("throw row.missing(" + Literals.text(component.name()) + ");");
            } else {
                source.add(field + " = " + (otherwise == null ? "null" : otherwise) + ";");
            }
            source.add("} else {");
            decodeInto(field, component.slot());
            source.add("}");
            arguments.append(i == 0 ? "" : ", ");
            arguments.append(component.optional() ? "java.util.Optional.ofNullable(" + field + ")" : field);
        }
        source.add("row.leave();");
        source.add("return new " + struct.source() + "(" + arguments + ");");
        source.add("}\n");
    }

    private void decodeInto(String variable, Slot slot) {
        JavaType type = slot.type();
        if (type instanceof Many many) {
            String list = source.variable();
            String count = source.variable();
            source.add("int " + count + " = row.elements(1);");
            source.add("var " + list + " = new java.util." + (many.set() ? "LinkedHashSet" : "ArrayList") + "<"
                    + Source.boxed(many.element().type()) + ">(" + count + ");");
            loop(count, many.element(), null, list + ".add(");
            source.add(variable + " = java.util.Collections.unmodifiable" + (many.set() ? "Set" : "List") + "(" + list
                    + ");");
        } else if (type instanceof Mapping map) {
            String entries = source.variable();
            String count = source.variable();
            String key = source.variable();
            source.add("int " + count + " = row.elements(8);");
            source.add("var " + entries + " = new java.util.LinkedHashMap<String, "
                    + Source.boxed(map.value().type()) + ">();");
            loop(count, map.value(), key, entries + ".put(" + key + ", ");
            source.add(variable + " = java.util.Collections.unmodifiableMap(" + entries + ");");
        } else if (type instanceof Union union) {
            source.add("switch (row.place(" + union.cases().size() + ")) {");
            for (int place = 0; place < union.cases().size(); place++) {
                String label = place == union.cases().size() - 1 ? "default" : "case " + place;
                source.add(label + " -> " + variable + " = readRow"
                        + numbers.get(union.cases().get(place).struct().source()) + "(row);");
            }
            source.add("}");
        } else if (type instanceof Struct struct) {
            source.add(variable + " = readRow" + numbers.get(struct.source()) + "(row);");
        } else if (type instanceof EnumType enumType) {
            String values = source.constant(enumType.source() + "[]", enumType.source() + ".values()");
            source.add(variable + " = " + values + "[row.place(" + values + ".length)];");
        } else if (type instanceof Plain plain) {
            source.add(variable + " = " + plainDecoder(plain) + ";");
        }
    }

    private void loop(String count, Slot element, @Nullable String key, String take) {
        String nulls = source.variable();
        String index = source.variable();
        String each = source.variable();
        source.add("int " + nulls + " = row.nulls(" + count + ");");
        source.add("for (int " + index + " = 0; " + index + " < " + count + "; " + index + "++) {");
        if (key != null) {
            source.add("String " + key + " = row.readText();");
        }
        source.add(Source.boxed(element.type()) + " " + each + " = null;");
        source.add("if (!row.isNull(" + nulls + ", " + index + ")) {");
        decodeInto(each, element);
        source.add("}");
        source.add(take + each + ");");
        source.add("}");
    }

    private static String plainDecoder(Plain plain) {
        return switch (plain.access()) {
            case BOOLEAN -> "row.readBoolean()";
            case WHOLE ->
                switch (plain.boxed()) {
                    case "java.lang.Byte" -> "(byte) row.readLong(Byte.MIN_VALUE, Byte.MAX_VALUE)";
                    case "java.lang.Short" -> "(short) row.readLong(Short.MIN_VALUE, Short.MAX_VALUE)";
                    case "java.lang.Integer" -> "(int) row.readLong(Integer.MIN_VALUE, Integer.MAX_VALUE)";
                    default -> "row.readLong()";
                };
            case FLOATING -> plain.boxed().equals("java.lang.Float") ? "row.readFloat()" : "row.readDouble()";
            case DECIMAL -> "row.readDecimal(" + decimal(plain) + ")";
            case TEXT -> "row.readText()";
            case BYTES -> "row.readBytes()";
            case DATE -> "row.readDate()";
            case TIMESTAMP -> "row.readTime()";
            case UUID -> "row.readUuid()";
            case ID -> "RowValues.id(row, " + plain.source() + "::new)";
        };
    }
}
