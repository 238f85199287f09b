package io.travertine.schema.processor;

import io.travertine.schema.processor.Model.Component;
import io.travertine.schema.processor.Model.EnumType;
import io.travertine.schema.processor.Model.JavaType;
import io.travertine.schema.processor.Model.Plain;
import io.travertine.schema.processor.Model.Struct;
import java.util.List;

/** Writes what gives a record's values to columns. */
final class ColumnsWriter {
    private final Source source;
    private final JsonCodecWriter json;

    /** @param json for what has parts */
    ColumnsWriter(Source source, JsonCodecWriter json) {
        this.source = source;
        this.json = json;
    }

    void write(Struct struct) {
        source.add("@Override");
        source.add("public void columns(" + struct.source() + " value, ColumnSink sink) {");
        List<Component> components = struct.components();
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            JavaType type = component.slot().type();
            String value = source.read(component);
            if (Source.isPrimitive(type)) {
                put(type, i, value);
            } else {
                source.add("if (" + value + " != null) {");
                put(type, i, value);
                source.add("}");
            }
        }
        source.add("}\n");
    }

    private void put(JavaType type, int column, String value) {
        if (type instanceof Plain plain) {
            String arguments = "(" + column + ", ";
            source.add(
                    switch (plain.access()) {
                        case BOOLEAN -> "sink.putBoolean" + arguments + value + ");";
                        case WHOLE -> "sink.putLong" + arguments + value + ");";
                        case DATE -> "sink.putLong" + arguments + value + ".toEpochDay());";
                        case TIMESTAMP -> "sink.putLong" + arguments + "RowValues.micros(" + value + "));";
                        case DECIMAL -> "sink.putDouble" + arguments + value + ".doubleValue());";
                        case UUID ->
                            "sink.putId" + arguments + value + ".getMostSignificantBits(), " + value
                                    + ".getLeastSignificantBits());";
                        case ID -> "sink.putId" + arguments + value + ".high(), " + value + ".low());";
                        case FLOATING, TEXT, BYTES -> "RowValues.put(sink, " + column + ", " + value + ");";
                    });
        } else if (type instanceof EnumType) {
            source.add("RowValues.put(sink, " + column + ", " + value + ".name());");
        } else {
            source.add("JsonWriter json = new JsonWriter();");
            json.encode(type, value);
            source.add("sink.putJson(" + column + ", json.buffer(), 0, json.size());");
        }
    }
}
