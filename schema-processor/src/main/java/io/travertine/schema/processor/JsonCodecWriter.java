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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes codecs for JSON. */
final class JsonCodecWriter {
    private final Source source;
    private final Map<String, Integer> numbers;

    JsonCodecWriter(Source source, Map<String, Integer> numbers) {
        this.source = source;
        this.numbers = numbers;
    }

    void write(int number, Struct struct) {
        encoder(number, struct);
        decoder(number, struct);
    }

    private void encoder(int number, Struct struct) {
        source.add("private static void write" + number + "(" + struct.source() + " value, JsonWriter json) {");
        for (Component component : struct.components()) {
            String key = source.constant("JsonName", "JsonName.of(" + Literals.text(component.name()) + ")");
            String value = source.read(component);
            JavaType type = component.slot().type();
            boolean primitive = Source.isPrimitive(type);
            if (!primitive) {
                source.add("if (" + value + " != null) {");
            }
            source.add("json.name(" + key + ");");
            encode(type, value);
            if (!primitive) {
                source.add("}");
            }
        }
        source.add("}\n");
    }

    /** Writes a value, which is not null, to the variable {@code json}. */
    void encode(JavaType type, String value) {
        if (type instanceof Plain plain) {
            source.add("json.value("
                    + switch (plain.access()) {
                        case BOOLEAN, FLOATING, DECIMAL, TEXT -> value;
                        case WHOLE -> "(long) " + value;
                        case BYTES -> "java.util.Base64.getEncoder().encodeToString(" + value + ")";
                        case DATE, TIMESTAMP, UUID, ID -> value + ".toString()";
                    }
                    + ");");
        } else if (type instanceof EnumType) {
            source.add("json.value(" + value + ".name());");
        } else if (type instanceof Struct struct) {
            source.add("json.beginObject();");
            source.add("write" + numbers.get(struct.source()) + "(" + value + ", json);");
            source.add("json.endObject();");
        } else if (type instanceof Union union) {
            source.add("json.beginObject();");
            for (Model.Case each : union.cases()) {
                String variable = source.variable();
                source.add("if (" + value + " instanceof " + each.struct().source() + " " + variable + ") {");
                source.add("json.name(\"" + FieldType.Union.DISCRIMINATOR + "\");");
                source.add("json.value(" + Literals.text(each.name()) + ");");
                source.add("write" + numbers.get(each.struct().source()) + "(" + variable + ", json);");
                source.add("}");
            }
            source.add("json.endObject();");
        } else if (type instanceof Many many) {
            String element = source.variable();
            source.add("json.beginArray();");
            source.add("for (" + Source.boxed(many.element().type()) + " " + element + " : " + value + ") {");
            encodeOrNull(many.element(), element);
            source.add("}");
            source.add("json.endArray();");
        } else if (type instanceof Mapping map) {
            String entry = source.variable();
            String each = source.variable();
            String values = Source.boxed(map.value().type());
            source.add("json.beginObject();");
            source.add("for (java.util.Map.Entry<String, " + values + "> " + entry + " : " + value + ".entrySet()) {");
            source.add("json.name(" + entry + ".getKey());");
            source.add(values + " " + each + " = " + entry + ".getValue();");
            encodeOrNull(map.value(), each);
            source.add("}");
            source.add("json.endObject();");
        }
    }

    private void encodeOrNull(Slot slot, String value) {
        source.add("if (" + value + " == null) {");
        source.add("json.nullValue();");
        source.add("} else {");
        encode(slot.type(), value);
        source.add("}");
    }

    private void decoder(int number, Struct struct) {
        List<Component> components = struct.components();
        List<String> names =
                new ArrayList<>(components.stream().map(Component::name).toList());
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            StringBuilder places = new StringBuilder().append(i);
            for (String former : components.get(i).formerNames()) {
                places.append(", ").append(names.size());
                names.add(former);
            }
            cases.add(places.toString());
        }
        String constant = source.constant(
                "JsonName[]",
                "JsonName.all(" + names.stream().map(Literals::text).collect(Collectors.joining(", ")) + ")");
        source.add("private static " + struct.source() + " read" + number + "(JsonReader json) {");
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            JavaType type = component.slot().type();
            boolean primitive = type instanceof Plain plain && plain.primitive();
            String initial = !primitive ? "null" : type.source().equals("boolean") ? "false" : "0";
            source.add(type.source() + " f" + i + " = " + Objects.requireNonNullElse(component.defaultSource(), initial)
                    + ";");
            if (isNeeded(component)) {
                source.add("boolean has" + i + " = false;");
            }
        }
        source.add("json.beginObject();");
        source.add("int next = 0;");
        source.add("int field;");
        source.add("while ((field = json.nextField(" + constant + ", next)) != JsonReader.END) {");
        source.add("next = field + 1;");
        source.add("switch (field) {");
        for (int i = 0; i < components.size(); i++) {
            source.add("case " + cases.get(i) + " -> {");
            String ifNull = components.get(i).defaultSource();
            if (ifNull == null) {
                decodeInto("f" + i, components.get(i).slot());
            } else {
                source.add("if (json.tryNull()) {");
                source.add("f" + i + " = " + ifNull + ";");
                source.add("} else {");
                decodeValue("f" + i, components.get(i).slot().type());
                source.add("}");
            }
            if (isNeeded(components.get(i))) {
                source.add("has" + i + " = true;");
            }
            source.add("}");
        }
        source.add("default -> json.skipValue();");
        source.add("}");
        source.add("}");
        for (int i = 0; i < components.size(); i++) {
            if (isNeeded(components.get(i))) {
                source.add("if (!has" + i + ") {");
                source.add(
                        "throw json.missing(" + Literals.text(components.get(i).name()) + ");");
                source.add("}");
            }
        }
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < components.size(); i++) {
            arguments.append(i == 0 ? "" : ", ");
            arguments.append(components.get(i).optional() ? "java.util.Optional.ofNullable(f" + i + ")" : "f" + i);
        }
        source.add("return new " + struct.source() + "(" + arguments + ");");
        source.add("}\n");
    }

    /** Whether a record cannot be made without the field. */
    private static boolean isNeeded(Component component) {
        return component.slot().type() instanceof Plain plain && plain.primitive() && component.defaultSource() == null;
    }

    private void decodeInto(String variable, Slot slot) {
        JavaType type = slot.type();
        if (type instanceof Plain plain && plain.primitive()) {
            source.add(variable + " = " + plainDecoder(plain) + ";");
            return;
        }
        source.add("if (json.tryNull()) {");
        source.add(variable + " = null;");
        source.add("} else {");
        decodeValue(variable, type);
        source.add("}");
    }

    private void decodeValue(String variable, JavaType type) {
        if (type instanceof Many many) {
            String list = source.variable();
            String element = source.variable();
            String elements = Source.boxed(many.element().type());
            source.add("var " + list + " = new java.util." + (many.set() ? "LinkedHashSet" : "ArrayList") + "<"
                    + elements + ">();");
            source.add("json.beginArray();");
            source.add("while (json.nextElement()) {");
            source.add(elements + " " + element + ";");
            decodeInto(element, boxedSlot(many.element()));
            source.add(list + ".add(" + element + ");");
            source.add("}");
            source.add(variable + " = java.util.Collections.unmodifiable" + (many.set() ? "Set" : "List") + "(" + list
                    + ");");
        } else if (type instanceof Mapping map) {
            String entries = source.variable();
            String key = source.variable();
            String each = source.variable();
            String values = Source.boxed(map.value().type());
            source.add("var " + entries + " = new java.util.LinkedHashMap<String, " + values + ">();");
            source.add("json.beginObject();");
            source.add("while (json.nextField()) {");
            source.add("String " + key + " = json.name();");
            source.add(values + " " + each + ";");
            decodeInto(each, boxedSlot(map.value()));
            source.add(entries + ".put(" + key + ", " + each + ");");
            source.add("}");
            source.add(variable + " = java.util.Collections.unmodifiableMap(" + entries + ");");
        } else if (type instanceof Union union) {
            source.add("switch (json.peekText(\"" + FieldType.Union.DISCRIMINATOR + "\")) {");
            for (Model.Case each : union.cases()) {
                source.add("case " + Literals.text(each.name()) + " -> " + variable + " = read"
                        + numbers.get(each.struct().source()) + "(json);");
            }
            String cases = union.cases().stream().map(Model.Case::name).collect(Collectors.joining(", "));
            source.add("default -> throw json.wrongValue("
                    + Literals.text("an object whose field '" + FieldType.Union.DISCRIMINATOR + "' is one of " + cases)
                    + ");");
            source.add("}");
        } else if (type instanceof Struct struct) {
            source.add(variable + " = read" + numbers.get(struct.source()) + "(json);");
        } else if (type instanceof EnumType enumType) {
            source.add(variable + " = JsonValues.enumValue(json, " + enumType.source() + ".class);");
        } else if (type instanceof Plain plain) {
            source.add(variable + " = " + plainDecoder(plain) + ";");
        }
    }

    /** Elements are never primitive. */
    private static Slot boxedSlot(Slot slot) {
        return slot.type() instanceof Plain plain
                ? new Slot(
                        new Plain(plain.boxed(), plain.boxed(), plain.access(), plain.schema()),
                        slot.nullable(),
                        slot.uses())
                : slot;
    }

    private static String plainDecoder(Plain plain) {
        return switch (plain.access()) {
            case BOOLEAN -> "json.readBoolean()";
            case WHOLE ->
                switch (plain.boxed()) {
                    case "java.lang.Byte" -> "(byte) JsonValues.whole(json, Byte.MIN_VALUE, Byte.MAX_VALUE)";
                    case "java.lang.Short" -> "(short) JsonValues.whole(json, Short.MIN_VALUE, Short.MAX_VALUE)";
                    case "java.lang.Integer" -> "(int) JsonValues.whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE)";
                    default -> "json.readLong()";
                };
            case FLOATING ->
                plain.boxed().equals("java.lang.Float") ? "(float) json.readDouble()" : "json.readDouble()";
            case DECIMAL -> "json.readDecimal()";
            case TEXT -> "json.readString()";
            case BYTES -> "JsonValues.bytes(json)";
            case DATE -> "JsonValues.date(json)";
            case TIMESTAMP -> "JsonValues.timestamp(json)";
            case UUID -> "JsonValues.uuid(json)";
            case ID -> "JsonValues.id(json, " + plain.source() + "::parse)";
        };
    }
}
