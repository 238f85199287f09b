package io.travertine.schema.processor;

import io.travertine.schema.constraint.Condition;
import io.travertine.schema.constraint.ConditionCheck;
import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import io.travertine.schema.constraint.ValueCheck;
import io.travertine.schema.constraint.ValueKind;
import io.travertine.schema.processor.Model.JavaType;
import io.travertine.schema.processor.Model.Slot;
import io.travertine.schema.record.FieldType.Enumeration;
import io.travertine.schema.record.FieldType.Scalar;
import io.travertine.schema.record.Rule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the declaration of a record type, and of those within it. */
final class DeclarationReader {
    private static final Set<String> MANY =
            Set.of("java.util.List", "java.util.Set", "java.util.Collection", "java.util.SequencedCollection");

    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final ConstraintReader constraints;
    private final PlainTypes plain = new PlainTypes();
    private final List<String> primaryKey = new ArrayList<>();
    /** The types that are being read: one that has itself within is refused. */
    private final Set<String> open = new LinkedHashSet<>();

    DeclarationReader(ProcessingEnvironment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
        this.constraints = new ConstraintReader(environment, problems);
    }

    /** The fields of the primary key of the record that was read. */
    List<String> primaryKey() {
        return primaryKey;
    }

    /** Null when something is wrong with it. */
    Model.@Nullable Struct read(TypeElement record) {
        String source = record.getQualifiedName().toString();
        if (!record.getTypeParameters().isEmpty()) {
            problems.report("a record with type parameters has no schema; declare one for each use", record);
            return null;
        }
        open.add(source);
        List<Model.Component> components = new ArrayList<>();
        Map<String, ValueKind> kinds = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (RecordComponentElement component : record.getRecordComponents()) {
            Model.Component read = component(record, component);
            if (read == null) {
                continue;
            }
            if (!names.add(read.name())) {
                problems.report(
                        "there are two fields '" + read.name() + "'; give one of them another @ColumnName",
                        declared(record, component),
                        Annotations.find(annotations(record, component), Annotations.OURS + "ColumnName"));
            }
            components.add(read);
            kinds.put(read.name(), read.slot().type().schema().kind());
        }
        open.remove(source);
        List<Rule> rules = rules(record, kinds);
        return problems.any() ? null : new Model.Struct(source, components, rules);
    }

    private List<Rule> rules(TypeElement record, Map<String, ValueKind> kinds) {
        List<Rule> rules = new ArrayList<>();
        for (AnnotationMirror annotation : checks(record)) {
            String field = Annotations.text(annotation, "field", "");
            String message = Annotations.text(annotation, "message", "");
            String condition = Annotations.text(annotation, "value", "");
            try {
                ConditionCheck.of(Condition.parse(condition), kinds);
                if (!field.isEmpty() && !kinds.containsKey(field)) {
                    problems.report(
                            "there is no field '" + field + "'",
                            record,
                            annotation,
                            Annotations.value(annotation, "field"));
                }
                rules.add(new Rule(condition, field.isEmpty() ? null : field, message.isEmpty() ? null : message));
            } catch (IllegalArgumentException e) {
                problems.report(
                        String.valueOf(e.getMessage()), record, annotation, Annotations.value(annotation, "value"));
            }
        }
        return rules;
    }

    private static List<AnnotationMirror> checks(TypeElement record) {
        return Annotations.flattened(record.getAnnotationMirrors()).stream()
                .filter(annotation -> Annotations.name(annotation).equals(Annotations.OURS + "Check"))
                .toList();
    }

    private Model.@Nullable Component component(TypeElement record, RecordComponentElement component) {
        Element at = declared(record, component);
        List<? extends AnnotationMirror> annotations = annotations(record, component);
        TypeMirror declared = component.asType();
        boolean optional = isNamed(declared, "java.util.Optional");
        TypeMirror type =
                optional ? ((DeclaredType) declared).getTypeArguments().get(0) : declared;
        Slot slot = slot(type, optional ? type.getAnnotationMirrors() : annotations, at);
        if (slot == null) {
            return null;
        }
        String accessor = component.getSimpleName().toString();
        AnnotationMirror column = Annotations.find(annotations, Annotations.OURS + "ColumnName");
        String name = column == null ? accessor : Annotations.text(column, "value", accessor);
        if (name.isEmpty() || name.startsWith("_")) {
            problems.report("a field's name is not empty, and does not begin with '_'", at, column);
        }
        if (Annotations.find(annotations, Annotations.OURS + "PrimaryKey") != null && open.size() == 1) {
            primaryKey.add(name);
            if (slot.nullable()) {
                problems.report(
                        "a field of the primary key must not be null; add @NotNull",
                        at,
                        Annotations.find(annotations, Annotations.OURS + "PrimaryKey"));
            }
        }
        Default given = defaultOf(annotations, slot, at);
        AnnotationMirror since = Annotations.find(annotations, Annotations.OURS + "Since");
        AnnotationValue version = since == null ? null : Annotations.value(since, "value");
        return new Model.Component(
                accessor,
                optional,
                slot,
                name,
                given == null ? null : given.tree(),
                given == null ? null : given.source(),
                version != null && version.getValue() instanceof Integer number ? number : 1,
                column == null ? List.of() : Annotations.texts(column, "formerly"));
    }

    private record Default(Object tree, String source) {}

    private @Nullable Default defaultOf(List<? extends AnnotationMirror> annotations, Slot slot, Element at) {
        AnnotationMirror annotation = Annotations.find(annotations, Annotations.OURS + "Default");
        if (annotation == null) {
            return null;
        }
        String text = Annotations.text(annotation, "value", "");
        DefaultValues.Value value;
        try {
            value = DefaultValues.of(text, slot.type());
        } catch (IllegalArgumentException e) {
            problems.report(
                    "the default '" + text + "' is no value of the field: " + e.getMessage(),
                    at,
                    annotation,
                    Annotations.value(annotation, "value"));
            return null;
        }
        for (Constraint constraint : slot.constraints()) {
            ConstraintKind kind = constraint.kind();
            ValueCheck check = kind == null
                    ? null
                    : kind.check(constraint, slot.type().schema().kind());
            if (check != null && !check.test(value.value(), InstantSource.system())) {
                problems.report(
                        "the default '" + text + "' violates the field's own constraint: it "
                                + constraint.message(value.value()),
                        at,
                        annotation,
                        Annotations.value(annotation, "value"));
            }
        }
        return new Default(value.tree(), value.source());
    }

    private @Nullable Slot slot(TypeMirror type, List<? extends AnnotationMirror> annotations, Element at) {
        JavaType read = type(type, at);
        if (read == null) {
            return null;
        }
        ValueKind kind = read.schema().kind();
        List<Model.Use> uses = constraints.read(annotations, at, type, kind);
        if (kind == ValueKind.DECIMAL) {
            read = PlainTypes.decimal(uses);
            if (read == null) {
                problems.report(
                        "a decimal number needs @Digits(integer = ..., fraction = ...), at most 38 together", at);
                return null;
            }
        }
        boolean rejectsNull =
                uses.stream().map(use -> use.constraint().kind()).anyMatch(each -> each != null && each.rejectsNull());
        return new Slot(read, !rejectsNull && !type.getKind().isPrimitive(), uses);
    }

    private @Nullable JavaType type(TypeMirror type, Element at) {
        JavaType known = plain.of(type);
        if (known != null) {
            return known;
        }
        if (type.getKind() != TypeKind.DECLARED) {
            return unsupported(type, at);
        }
        DeclaredType declared = (DeclaredType) type;
        TypeElement element = (TypeElement) declared.asElement();
        String name = element.getQualifiedName().toString();
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        if (MANY.contains(name) && arguments.size() == 1) {
            Slot slot = slot(arguments.get(0), arguments.get(0).getAnnotationMirrors(), at);
            return slot == null ? null : new Model.Many(source(type), name.equals("java.util.Set"), slot);
        }
        if (name.equals("java.util.Map") && arguments.size() == 2) {
            return map(type, arguments, at);
        }
        if (element.getKind() == ElementKind.ENUM) {
            List<String> symbols = element.getEnclosedElements().stream()
                    .filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT)
                    .map(each -> each.getSimpleName().toString())
                    .toList();
            return new Model.EnumType(name, new Enumeration(symbols));
        }
        if (element.getKind() == ElementKind.RECORD) {
            return record(element, at);
        }
        if (element.getKind() == ElementKind.INTERFACE
                && !element.getPermittedSubclasses().isEmpty()) {
            return union(element, at);
        }
        return unsupported(type, at);
    }

    private @Nullable JavaType map(TypeMirror type, List<? extends TypeMirror> arguments, Element at) {
        Slot key = slot(arguments.get(0), arguments.get(0).getAnnotationMirrors(), at);
        Slot value = slot(arguments.get(1), arguments.get(1).getAnnotationMirrors(), at);
        if (key == null || value == null) {
            return null;
        }
        if (key.type().schema() != Scalar.STRING) {
            problems.report("the keys of a map are String; " + arguments.get(0) + " is not", at);
            return null;
        }
        return new Model.Mapping(source(type), new Slot(key.type(), false, key.uses()), value);
    }

    private Model.@Nullable Struct record(TypeElement record, Element at) {
        if (open.contains(record.getQualifiedName().toString())) {
            problems.report(
                    "a " + record.getSimpleName() + " within a " + record.getSimpleName()
                            + " has no end; refer to it by its key",
                    at);
            return null;
        }
        return read(record);
    }

    private @Nullable JavaType union(TypeElement sealed, Element at) {
        List<Model.Case> cases = new ArrayList<>();
        for (TypeMirror permitted : sealed.getPermittedSubclasses()) {
            TypeElement element = (TypeElement) ((DeclaredType) permitted).asElement();
            if (element.getKind() != ElementKind.RECORD) {
                problems.report(
                        element.getSimpleName() + ", a case of the sealed " + sealed.getSimpleName()
                                + ", is no record; make it one",
                        at);
                return null;
            }
            Model.Struct struct = record(element, at);
            if (struct == null) {
                return null;
            }
            cases.add(new Model.Case(element.getSimpleName().toString(), struct));
        }
        return new Model.Union(sealed.getQualifiedName().toString(), cases);
    }

    private @Nullable JavaType unsupported(TypeMirror type, Element at) {
        problems.report(
                "no column can be made of " + source(type)
                        + "; supported are primitives but char and their boxes, String, BigDecimal, byte[], Instant, LocalDate,"
                        + " UUID, UuidV4, UuidV5, UuidV7, Ulid, enums, List, Set, Map from String, Optional, records and sealed"
                        + " interfaces of records",
                at);
        return null;
    }

    private static boolean isNamed(TypeMirror type, String name) {
        return type.getKind() == TypeKind.DECLARED
                && ((TypeElement) ((DeclaredType) type).asElement())
                        .getQualifiedName()
                        .contentEquals(name);
    }

    /** The type as written in source, without annotations. */
    static String source(TypeMirror type) {
        if (type.getKind() == TypeKind.DECLARED) {
            DeclaredType declared = (DeclaredType) type;
            String name =
                    ((TypeElement) declared.asElement()).getQualifiedName().toString();
            List<String> arguments = declared.getTypeArguments().stream()
                    .map(DeclarationReader::source)
                    .toList();
            return arguments.isEmpty() ? name : name + "<" + String.join(", ", arguments) + ">";
        }
        if (type.getKind() == TypeKind.ARRAY) {
            return source(((ArrayType) type).getComponentType()) + "[]";
        }
        return type.getKind().isPrimitive() ? type.getKind().name().toLowerCase(Locale.ROOT) : type.toString();
    }

    /**
     * Where the annotations of a component are: Jakarta's may not stand on record components, but the compiler hands them on to the
     * field.
     */
    private static Element declared(TypeElement record, RecordComponentElement component) {
        for (VariableElement field : ElementFilter.fieldsIn(record.getEnclosedElements())) {
            if (field.getSimpleName().equals(component.getSimpleName())) {
                return field;
            }
        }
        return component;
    }

    private static List<? extends AnnotationMirror> annotations(TypeElement record, RecordComponentElement component) {
        return declared(record, component).getAnnotationMirrors();
    }
}
