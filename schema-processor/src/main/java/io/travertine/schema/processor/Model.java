package io.travertine.schema.processor;

import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.record.Element;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A declared record type: what its schema says, and how its Java types are used. */
final class Model {
    private Model() {}

    /** A Java type that a field can have. */
    sealed interface JavaType {
        /** As written in source. */
        String source();

        FieldType schema();
    }

    /** How values of a type without parts are asked for and made. */
    enum Access {
        BOOLEAN,
        WHOLE,
        FLOATING,
        DECIMAL,
        TEXT,
        BYTES,
        DATE,
        TIMESTAMP,
        UUID,
        ID
    }

    /**
     * A type without parts.
     *
     * @param boxed as written where it may be null
     */
    record Plain(String source, String boxed, Access access, FieldType schema) implements JavaType {
        boolean primitive() {
            return !source.equals(boxed);
        }
    }

    record EnumType(String source, FieldType.Enumeration schema) implements JavaType {}

    /** A list or set. */
    record Many(String source, boolean set, Slot element) implements JavaType {
        @Override
        public FieldType.ListOf schema() {
            return new FieldType.ListOf(element.element());
        }
    }

    record Mapping(String source, Slot key, Slot value) implements JavaType {
        @Override
        public FieldType.MapOf schema() {
            return new FieldType.MapOf(key.element(), value.element());
        }
    }

    /** A record type. */
    record Struct(String source, List<Component> components, List<Rule> rules) implements JavaType {
        @Override
        public FieldType.Struct schema() {
            return new FieldType.Struct(
                    components.stream().map(Component::field).toList(), rules);
        }
    }

    /** A sealed interface of records, by their simple names. */
    record Union(String source, List<Case> cases) implements JavaType {
        @Override
        public FieldType.Union schema() {
            return new FieldType.Union(cases.stream()
                    .map(each ->
                            new FieldType.Union.Case(each.name(), each.struct().schema()))
                    .toList());
        }
    }

    record Case(String name, Struct struct) {}

    /** A type with constraints. */
    record Slot(JavaType type, boolean nullable, List<Use> uses) {
        Element element() {
            return new Element(type.schema(), nullable, constraints());
        }

        List<Constraint> constraints() {
            return uses.stream().map(Use::constraint).toList();
        }
    }

    /**
     * A constraint where it is used.
     *
     * @param factory the class that makes it, or null when there is a kind of its code
     */
    record Use(Constraint constraint, @Nullable String factory) {}

    /**
     * A component of a record.
     *
     * @param accessor its name in Java
     * @param optional whether its type is Optional of the slot's
     * @param defaultSource the default as Java expression, or null for none
     */
    record Component(
            String accessor,
            boolean optional,
            Slot slot,
            String name,
            @Nullable Object defaultValue,
            @Nullable String defaultSource,
            int since,
            List<String> formerNames) {
        Field field() {
            return new Field(
                    name, slot.type().schema(), slot.nullable(), slot.constraints(), defaultValue, since, formerNames);
        }
    }
}
