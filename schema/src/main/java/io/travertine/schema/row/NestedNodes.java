package io.travertine.schema.row;

import io.travertine.schema.json.JsonName;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.FieldType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types with parts, each of which may be null. */
final class NestedNodes {
    private NestedNodes() {}

    record ListNode(RowNode element) implements RowNode {
        @Override
        public void write(Object value, RowWriter row) {
            Collection<?> list = (Collection<?>) value;
            row.count(list.size());
            int nulls = row.nulls(list.size());
            int i = 0;
            for (Object each : list) {
                if (each == null) {
                    row.setNull(nulls, i);
                } else {
                    element.write(each, row);
                }
                i++;
            }
        }

        @Override
        public Object read(RowReader row) {
            int count = row.elements(1);
            int nulls = row.nulls(count);
            List<@Nullable Object> list = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                list.add(row.isNull(nulls, i) ? null : element.read(row));
            }
            return list;
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            int count = row.elements(1);
            int nulls = row.nulls(count);
            json.beginArray();
            for (int i = 0; i < count; i++) {
                if (row.isNull(nulls, i)) {
                    json.nullValue();
                } else {
                    element.toJson(row, json);
                }
            }
            json.endArray();
        }
    }

    /** Keys, each before its value; nulls are marked before the first of them. */
    record MapNode(RowNode value) implements RowNode {
        @Override
        public void write(Object map, RowWriter row) {
            Map<?, ?> entries = (Map<?, ?>) map;
            row.count(entries.size());
            int nulls = row.nulls(entries.size());
            int i = 0;
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                row.value((String) entry.getKey());
                Object each = entry.getValue();
                if (each == null) {
                    row.setNull(nulls, i);
                } else {
                    value.write(each, row);
                }
                i++;
            }
        }

        @Override
        public Object read(RowReader row) {
            int count = row.elements(Byte.SIZE);
            int nulls = row.nulls(count);
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                String key = row.readText();
                if (entries.containsKey(key)) {
                    throw row.wrong("the key '" + key + "' again", "each key once");
                }
                entries.put(key, row.isNull(nulls, i) ? null : value.read(row));
            }
            return entries;
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            int count = row.elements(Byte.SIZE);
            int nulls = row.nulls(count);
            json.beginObject();
            for (int i = 0; i < count; i++) {
                json.name(row.readText());
                if (row.isNull(nulls, i)) {
                    json.nullValue();
                } else {
                    value.toJson(row, json);
                }
            }
            json.endObject();
        }
    }

    static final class StructNode implements RowNode {
        private final List<String> names = new ArrayList<>();
        private final List<JsonName> jsonNames = new ArrayList<>();
        private final List<RowNode> nodes = new ArrayList<>();

        StructNode(FieldType.Struct type) {
            type.fields().forEach(field -> {
                names.add(field.name());
                jsonNames.add(JsonName.of(field.name()));
                nodes.add(RowNode.of(field.type()));
            });
        }

        List<RowNode> nodes() {
            return nodes;
        }

        @Override
        @SuppressWarnings("unchecked") // Records come as maps from names.
        public void write(Object value, RowWriter row) {
            Map<String, @Nullable Object> record = (Map<String, @Nullable Object>) value;
            int nulls = row.nulls(nodes.size());
            for (int i = 0; i < nodes.size(); i++) {
                Object each = record.get(names.get(i));
                if (each == null) {
                    row.setNull(nulls, i);
                } else {
                    nodes.get(i).write(each, row);
                }
            }
        }

        @Override
        public Map<String, @Nullable Object> read(RowReader row) {
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            readInto(record, row);
            return record;
        }

        void readInto(Map<String, @Nullable Object> record, RowReader row) {
            row.enter();
            int nulls = row.nulls(nodes.size());
            for (int i = 0; i < nodes.size(); i++) {
                if (!row.isNull(nulls, i)) {
                    record.put(names.get(i), nodes.get(i).read(row));
                }
            }
            row.leave();
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            json.beginObject();
            fieldsToJson(row, json);
            json.endObject();
        }

        void fieldsToJson(RowReader row, JsonWriter json) {
            row.enter();
            int nulls = row.nulls(nodes.size());
            for (int i = 0; i < nodes.size(); i++) {
                if (!row.isNull(nulls, i)) {
                    json.name(jsonNames.get(i));
                    nodes.get(i).toJson(row, json);
                }
            }
            row.leave();
        }
    }

    static final class UnionNode implements RowNode {
        private static final JsonName DISCRIMINATOR = JsonName.of(FieldType.Union.DISCRIMINATOR);

        private final List<String> names = new ArrayList<>();
        private final List<StructNode> structs = new ArrayList<>();

        UnionNode(FieldType.Union type) {
            type.cases().forEach(each -> {
                names.add(each.name());
                structs.add(new StructNode(each.struct()));
            });
        }

        @Override
        public void write(Object value, RowWriter row) {
            int place = RowNode.place(names, ((Map<?, ?>) value).get(FieldType.Union.DISCRIMINATOR));
            row.count(place);
            structs.get(place).write(value, row);
        }

        @Override
        public Object read(RowReader row) {
            int place = row.place(names.size());
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            record.put(FieldType.Union.DISCRIMINATOR, names.get(place));
            structs.get(place).readInto(record, row);
            return record;
        }

        @Override
        public void toJson(RowReader row, JsonWriter json) {
            int place = row.place(names.size());
            json.beginObject();
            json.name(DISCRIMINATOR);
            json.value(names.get(place));
            structs.get(place).fieldsToJson(row, json);
            json.endObject();
        }
    }
}
