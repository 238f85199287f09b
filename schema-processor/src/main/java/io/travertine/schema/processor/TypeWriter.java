package io.travertine.schema.processor;

import io.travertine.schema.processor.Model.JavaType;
import io.travertine.schema.processor.Model.Struct;
import io.travertine.schema.record.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Writes the class that is generated for a record type. */
final class TypeWriter {
    private final Elements elements;
    private final TypeElement record;
    private final Struct root;
    private final RecordSchema schema;
    private final Source source = new Source();
    /** Each record type within, by its name in source, once: its number. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    TypeWriter(Elements elements, TypeElement record, Struct root, RecordSchema schema) {
        this.elements = elements;
        this.record = record;
        this.root = root;
        this.schema = schema;
    }

    /** The generated class stands in the record's package; a nested record's name is joined by '_'. */
    static String qualifiedName(Elements elements, TypeElement record) {
        String packageName = elements.getPackageOf(record).getQualifiedName().toString();
        return packageName.isEmpty() ? simpleName(elements, record) : packageName + "." + simpleName(elements, record);
    }

    private static String simpleName(Elements elements, TypeElement record) {
        String packageName = elements.getPackageOf(record).getQualifiedName().toString();
        String name = record.getQualifiedName().toString();
        return (packageName.isEmpty() ? name : name.substring(packageName.length() + 1)).replace('.', '_') + "Type";
    }

    String write() {
        String name = simpleName(elements, record);
        String type = root.source();
        number(root);
        source.add("@Override\npublic RecordSchema schema() {\nreturn SCHEMA;\n}\n");
        source.add(
                "@Override\npublic void validate(" + type + " value, Violations out) {\nvalidate0(value, out);\n}\n");
        source.add("@Override\npublic void write(" + type + " value, JsonWriter json) {\njson.beginObject();\n"
                + "write0(value, json);\njson.endObject();\n}\n");
        source.add("@Override\npublic " + type + " read(JsonReader json) {\nreturn read0(json);\n}\n");
        source.add("@Override\npublic void writeRow(" + type + " value, RowWriter row) {\nrow.begin(" + schema.version()
                + ");\nwriteRow0(value, row);\n}\n");
        source.add("@Override\npublic " + type + " readRow(RowReader row) {\nrow.begin(" + schema.version() + ");\n"
                + type + " value = readRow0(row);\nrow.end();\nreturn value;\n}\n");
        ValidatorWriter validators = new ValidatorWriter(source, numbers);
        JsonCodecWriter codecs = new JsonCodecWriter(source, numbers);
        RowCodecWriter rows = new RowCodecWriter(source, numbers);
        structs(root, new LinkedHashMap<>()).forEach((number, struct) -> {
            validators.write(number, struct);
            codecs.write(number, struct);
            rows.write(number, struct);
        });
        new ColumnsWriter(source, codecs).write(root);
        return head(name, type) + source.declarations() + "\n    private " + name + "() {}\n\n" + source + "}\n";
    }

    private String head(String name, String type) {
        String packageName = elements.getPackageOf(record).getQualifiedName().toString();
        String json = new String(schema.toJson(), StandardCharsets.UTF_8);
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n")
                + """
                import io.travertine.schema.RecordType;
                import io.travertine.schema.constraint.Checks;
                import io.travertine.schema.constraint.Condition;
                import io.travertine.schema.constraint.Constraint;
                import io.travertine.schema.constraint.Truth;
                import io.travertine.schema.constraint.ValueKind;
                import io.travertine.schema.json.JsonName;
                import io.travertine.schema.json.JsonReader;
                import io.travertine.schema.json.JsonValues;
                import io.travertine.schema.json.JsonWriter;
                import io.travertine.schema.record.RecordSchema;
                import io.travertine.schema.row.ColumnSink;
                import io.travertine.schema.row.RowReader;
                import io.travertine.schema.row.RowValues;
                import io.travertine.schema.row.RowWriter;
                import io.travertine.schema.validation.CustomCheck;
                import io.travertine.schema.validation.Violations;

                /** Schema, validator and codec of {@link %s}. Generated. */
                @SuppressWarnings("all")
                public final class %s implements RecordType<%s> {
                    /** The one there is. */
                    public static final %s INSTANCE = new %s();

                    private static final RecordSchema SCHEMA = RecordSchema.ofJson(
                            %s.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                """.formatted(type, name, type, name, name, Literals.text(json));
    }

    private int number(Struct struct) {
        return numbers.computeIfAbsent(struct.source(), source -> numbers.size());
    }

    /** All record types, numbered. */
    private Map<Integer, Struct> structs(JavaType type, Map<Integer, Struct> into) {
        if (type instanceof Struct struct) {
            if (into.put(number(struct), struct) == null) {
                struct.components()
                        .forEach(component -> structs(component.slot().type(), into));
            }
        } else if (type instanceof Model.Many many) {
            structs(many.element().type(), into);
        } else if (type instanceof Model.Mapping map) {
            structs(map.value().type(), into);
        } else if (type instanceof Model.Union union) {
            union.cases().forEach(each -> structs(each.struct(), into));
        }
        return into;
    }
}
