package io.travertine.schema.record;

import io.travertine.schema.NearestName;
import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.json.Json;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.record.FieldType.Scalar;
import io.travertine.schema.record.FieldType.Union;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Schemas as JSON. What has its usual value may be left out.
 *
 * <pre>
 * {"format":1,"name":"user-registrations","version":3,"primaryKey":["username"],
 *  "fields":[
 *    {"name":"username","type":"string","constraints":[{"code":"size","min":3,"max":20,"message":"..."}]},
 *    {"name":"plan","type":{"enum":["FREE","PRO"]},"default":"FREE","since":2,"formerNames":["tier"]},
 *    {"name":"price","type":{"decimal":[9,2]},"nullable":true},
 *    {"name":"tags","type":{"list":{"type":"string","constraints":[{"code":"not-blank"}]}}},
 *    {"name":"scores","type":{"map":{"key":{"type":"string"},"value":{"type":"float64","nullable":true}}}},
 *    {"name":"address","type":{"record":{"fields":[...],"rules":[...]}}},
 *    {"name":"contact","type":{"union":[{"name":"Phone","fields":[...]},{"name":"Mail","fields":[...]}]}}],
 *  "rules":[{"condition":"starts &lt;= ends","field":"ends","message":"..."}]}
 * </pre>
 */
final class RecordSchemaJson {
    private static final long FORMAT = 1;
    private static final Set<String> PARTS = new TreeSet<>(Set.of("decimal", "enum", "list", "map", "record", "union"));

    private RecordSchemaJson() {}

    static byte[] write(RecordSchema schema) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("name", schema.name());
        tree.put("version", (long) schema.version());
        if (!schema.primaryKey().isEmpty()) {
            tree.put("primaryKey", schema.primaryKey());
        }
        tree.putAll(struct(schema.struct()));
        return Json.bytes(tree);
    }

    private static Map<String, @Nullable Object> struct(FieldType.Struct struct) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("fields", struct.fields().stream().map(RecordSchemaJson::field).toList());
        if (!struct.rules().isEmpty()) {
            tree.put(
                    "rules", struct.rules().stream().map(RecordSchemaJson::rule).toList());
        }
        return tree;
    }

    private static Map<String, @Nullable Object> rule(Rule rule) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("condition", rule.condition());
        putUnlessNull(tree, "field", rule.field());
        putUnlessNull(tree, "message", rule.message());
        return tree;
    }

    private static Map<String, @Nullable Object> field(Field field) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", field.name());
        tree.putAll(typed(field.type(), field.nullable(), field.constraints()));
        putUnlessNull(tree, "default", field.defaultValue());
        if (field.since() > 1) {
            tree.put("since", (long) field.since());
        }
        if (!field.formerNames().isEmpty()) {
            tree.put("formerNames", field.formerNames());
        }
        return tree;
    }

    private static Map<String, @Nullable Object> element(Element element) {
        return typed(element.type(), element.nullable(), element.constraints());
    }

    private static Map<String, @Nullable Object> typed(FieldType type, boolean nullable, List<Constraint> constraints) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("type", type(type));
        if (nullable) {
            tree.put("nullable", true);
        }
        if (!constraints.isEmpty()) {
            tree.put(
                    "constraints",
                    constraints.stream().map(RecordSchemaJson::constraint).toList());
        }
        return tree;
    }

    private static Map<String, @Nullable Object> constraint(Constraint constraint) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("code", constraint.code());
        tree.putAll(constraint.parameters());
        putUnlessNull(tree, "message", constraint.customMessage());
        return tree;
    }

    private static Object type(FieldType type) {
        if (type instanceof Scalar scalar) {
            return scalar.name().toLowerCase(Locale.ROOT);
        }
        if (type instanceof FieldType.Decimal decimal) {
            return Map.of("decimal", List.of((long) decimal.precision(), (long) decimal.scale()));
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return Map.of("enum", enumeration.symbols());
        }
        if (type instanceof FieldType.ListOf list) {
            return Map.of("list", element(list.element()));
        }
        if (type instanceof FieldType.MapOf map) {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("key", element(map.key()));
            parts.put("value", element(map.value()));
            return Map.of("map", parts);
        }
        if (type instanceof FieldType.Struct struct) {
            return Map.of("record", struct(struct));
        }
        return Map.of(
                "union",
                ((Union) type)
                        .cases().stream()
                                .map(each -> {
                                    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
                                    tree.put("name", each.name());
                                    tree.putAll(struct(each.struct()));
                                    return tree;
                                })
                                .toList());
    }

    private static void putUnlessNull(Map<String, @Nullable Object> tree, String name, @Nullable Object value) {
        if (value != null) {
            tree.put(name, value);
        }
    }

    static RecordSchema read(byte[] json) {
        Object tree;
        try {
            tree = Json.parse(json);
        } catch (JsonException e) {
            throw new IllegalArgumentException("a schema that is no JSON, " + e.getMessage(), e);
        }
        Node root = new Node("schema", tree);
        root.allow("format", "name", "version", "primaryKey", "fields", "rules");
        long format = root.number("format", FORMAT);
        if (format != FORMAT) {
            throw new IllegalArgumentException("a schema of format " + format + ", " + FORMAT + " is known");
        }
        return new RecordSchema(
                root.text("name"), (int) root.number("version", 1), struct(root), root.texts("primaryKey"));
    }

    private static FieldType.Struct struct(Node node) {
        List<Field> fields =
                node.list("fields").stream().map(RecordSchemaJson::field).toList();
        List<Rule> rules = new ArrayList<>();
        for (Node rule : node.list("rules")) {
            rule.allow("condition", "field", "message");
            rules.add(new Rule(rule.text("condition"), rule.optionalText("field"), rule.optionalText("message")));
        }
        return new FieldType.Struct(fields, rules);
    }

    private static Field field(Node node) {
        node.allow("name", "type", "nullable", "constraints", "default", "since", "formerNames");
        return new Field(
                node.text("name"),
                type(node.child("type")),
                node.flag("nullable"),
                constraints(node),
                node.fields().get("default"),
                (int) node.number("since", 1),
                node.texts("formerNames"));
    }

    private static Element element(Node node) {
        node.allow("type", "nullable", "constraints");
        return new Element(type(node.child("type")), node.flag("nullable"), constraints(node));
    }

    private static List<Constraint> constraints(Node node) {
        List<Constraint> constraints = new ArrayList<>();
        for (Node each : node.list("constraints")) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            each.fields().forEach((name, value) -> {
                if (value != null && !name.equals("code") && !name.equals("message")) {
                    parameters.put(name, value);
                }
            });
            constraints.add(new Constraint(each.text("code"), parameters, each.optionalText("message")));
        }
        return constraints;
    }

    private static FieldType type(Node node) {
        if (node.tree() instanceof String name) {
            try {
                return Scalar.valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw node.wrong("'" + name + "'", "one of " + scalars() + ", or an object with one of " + PARTS);
            }
        }
        Map<String, @Nullable Object> fields = node.fields();
        String part = fields.size() == 1 ? fields.keySet().iterator().next() : "";
        return switch (part) {
            case "decimal" -> decimal(node.child(part));
            case "enum" -> new FieldType.Enumeration(node.texts(part));
            case "list" -> new FieldType.ListOf(element(node.child(part)));
            case "map" -> {
                Node map = node.child(part);
                map.allow("key", "value");
                yield new FieldType.MapOf(element(map.child("key")), element(map.child("value")));
            }
            case "record" -> {
                Node struct = node.child(part);
                struct.allow("fields", "rules");
                yield struct(struct);
            }
            case "union" ->
                new Union(node.list(part).stream()
                        .map(each -> {
                            each.allow("name", "fields", "rules");
                            return new Union.Case(each.text("name"), struct(each));
                        })
                        .toList());
            default -> throw node.wrong("fields " + fields.keySet(), "one of " + PARTS);
        };
    }

    private static FieldType.Decimal decimal(Node node) {
        if (node.tree() instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Long precision
                && pair.get(1) instanceof Long scale) {
            return new FieldType.Decimal(precision.intValue(), scale.intValue());
        }
        throw node.wrong(String.valueOf(node.tree()), "[precision, scale]");
    }

    private static List<String> scalars() {
        return Arrays.stream(Scalar.values())
                .map(scalar -> scalar.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** A part of the tree, and where it is. */
    private record Node(String path, @Nullable Object tree) {
        IllegalArgumentException wrong(String found, String needed) {
            return new IllegalArgumentException(path + " is " + found + ", " + needed + " is needed");
        }

        @SuppressWarnings("unchecked") // Json makes no other maps.
        Map<String, @Nullable Object> fields() {
            if (tree instanceof Map<?, ?> map) {
                return (Map<String, @Nullable Object>) map;
            }
            throw wrong(String.valueOf(tree), "an object");
        }

        void allow(String... names) {
            List<String> known = List.of(names);
            for (String name : fields().keySet()) {
                if (!known.contains(name)) {
                    throw new IllegalArgumentException(
                            path + " has '" + name + "', the nearest known is '" + NearestName.of(name, known) + "'");
                }
            }
        }

        Node child(String name) {
            if (!fields().containsKey(name)) {
                throw new IllegalArgumentException(path + " has no '" + name + "'");
            }
            return new Node(path + "." + name, fields().get(name));
        }

        String text(String name) {
            Node child = child(name);
            if (child.tree instanceof String text) {
                return text;
            }
            throw child.wrong(String.valueOf(child.tree), "a text");
        }

        @Nullable String optionalText(String name) {
            return fields().get(name) == null ? null : text(name);
        }

        long number(String name, long otherwise) {
            Object value = fields().get(name);
            if (value == null) {
                return otherwise;
            }
            if (value instanceof Long number && number > 0 && number <= Integer.MAX_VALUE) {
                return number;
            }
            throw child(name).wrong(String.valueOf(value), "a whole number from 1 on");
        }

        boolean flag(String name) {
            Object value = fields().get(name);
            if (value == null) {
                return false;
            }
            if (value instanceof Boolean flag) {
                return flag;
            }
            throw child(name).wrong(String.valueOf(value), "true or false");
        }

        List<Node> list(String name) {
            Object value = fields().get(name);
            if (value == null) {
                return List.of();
            }
            if (value instanceof List<?> list) {
                List<Node> nodes = new ArrayList<>();
                for (Object each : list) {
                    nodes.add(new Node(path + "." + name + "[" + nodes.size() + "]", each));
                }
                return nodes;
            }
            throw child(name).wrong(String.valueOf(value), "a list");
        }

        List<String> texts(String name) {
            return list(name).stream()
                    .map(each -> {
                        if (each.tree instanceof String text) {
                            return text;
                        }
                        throw each.wrong(String.valueOf(each.tree), "a text");
                    })
                    .toList();
        }
    }
}
