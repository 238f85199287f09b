package io.travertine.schema.processor;

import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import io.travertine.schema.constraint.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Makes constraints of annotations, and refuses those that make no sense. */
final class ConstraintReader {
    private static final String FACTORY = "io.travertine.schema.validation.ValidatorFactory";

    private final ProcessingEnvironment environment;
    private final Problems problems;

    ConstraintReader(ProcessingEnvironment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /**
     * The constraints among some annotations, in their order.
     *
     * @param at the element that problems are reported at
     * @param type what is constrained
     */
    List<Model.Use> read(List<? extends AnnotationMirror> annotations, Element at, TypeMirror type, ValueKind kind) {
        List<Model.Use> uses = new ArrayList<>();
        for (AnnotationMirror annotation : Annotations.flattened(annotations)) {
            String name = Annotations.name(annotation);
            if (name.equals(Annotations.OURS + "ValidatedBy")) {
                add(uses, validatedBy(annotation, at, type));
            } else if (name.startsWith(Annotations.JAKARTA)) {
                add(uses, constraint(annotation, at, kind));
            } else if (name.startsWith(Annotations.OURS) && kind(annotation) != null) {
                add(uses, constraint(annotation, at, kind));
            } else if (isForeignConstraint(annotation)) {
                problems.report(
                        "@" + Annotations.simpleName(annotation)
                                + " is a constraint that is not known here; write a ValidatorFactory and use @ValidatedBy",
                        at,
                        annotation);
            }
        }
        checkRange(uses, annotations, at);
        return uses;
    }

    private static void add(List<Model.Use> uses, Model.@Nullable Use use) {
        if (use != null) {
            uses.add(use);
        }
    }

    private static boolean isForeignConstraint(AnnotationMirror annotation) {
        return annotation.getAnnotationType().asElement().getAnnotationMirrors().stream()
                .anyMatch(meta -> Annotations.name(meta).equals("jakarta.validation.Constraint"));
    }

    private static @Nullable ConstraintKind kind(AnnotationMirror annotation) {
        String code = Annotations.simpleName(annotation)
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
        for (ConstraintKind kind : ConstraintKind.values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        return null;
    }

    private Model.@Nullable Use constraint(AnnotationMirror annotation, Element at, ValueKind values) {
        ConstraintKind kind = kind(annotation);
        if (kind == null) {
            problems.report(
                    "@" + Annotations.simpleName(annotation) + " is not supported; leave it out", at, annotation);
            return null;
        }
        for (String unsupported : List.of("groups", "payload")) {
            AnnotationValue value = Annotations.value(annotation, unsupported);
            if (value != null && !Annotations.elements(value).isEmpty()) {
                problems.report(
                        unsupported + " are not supported: every constraint always holds; leave them out",
                        at,
                        annotation,
                        value);
            }
        }
        try {
            Constraint constraint = new Constraint(kind.code(), parameters(annotation, kind), message(annotation));
            kind.check(constraint, values);
            return new Model.Use(constraint, null);
        } catch (IllegalArgumentException e) {
            problems.report(String.valueOf(e.getMessage()), at, annotation, Annotations.value(annotation, "regexp"));
            return null;
        }
    }

    private static @Nullable String message(AnnotationMirror annotation) {
        String message = Annotations.text(annotation, "message", "");
        return message.isEmpty() ? null : message;
    }

    private static Map<String, Object> parameters(AnnotationMirror annotation, ConstraintKind kind) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Annotations.values(annotation).forEach((name, value) -> {
            if (!List.of("message", "groups", "payload").contains(name)) {
                Object parameter = parameter(kind, name, value);
                if (parameter != null) {
                    parameters.put(
                            kind == ConstraintKind.ONE_OF || kind == ConstraintKind.FLAGS ? "values" : name, parameter);
                }
            }
        });
        return parameters;
    }

    private static @Nullable Object parameter(ConstraintKind kind, String name, AnnotationValue value) {
        Object plain = value.getValue();
        if (plain instanceof Integer number) {
            return number.longValue();
        }
        if (plain instanceof String text && isDecimal(kind)) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "constraint " + kind.code() + " has " + name + " = '" + text + "', a decimal number is needed",
                        e);
            }
        }
        if (plain instanceof List) {
            List<Object> elements = Annotations.elements(value);
            return kind == ConstraintKind.PATTERN ? flags(elements) : elements;
        }
        return plain;
    }

    private static boolean isDecimal(ConstraintKind kind) {
        return kind == ConstraintKind.DECIMAL_MIN
                || kind == ConstraintKind.DECIMAL_MAX
                || kind == ConstraintKind.DECIMAL_RANGE;
    }

    private static @Nullable Long flags(List<Object> names) {
        long flags = 0;
        for (Object name : names) {
            flags |= switch (((Element) name).getSimpleName().toString()) {
                case "UNIX_LINES" -> Pattern.UNIX_LINES;
                case "CASE_INSENSITIVE" -> Pattern.CASE_INSENSITIVE;
                case "COMMENTS" -> Pattern.COMMENTS;
                case "MULTILINE" -> Pattern.MULTILINE;
                case "DOTALL" -> Pattern.DOTALL;
                case "UNICODE_CASE" -> Pattern.UNICODE_CASE;
                default -> Pattern.CANON_EQ;
            };
        }
        return flags == 0 ? null : flags;
    }

    /** A least number that is above the greatest is met by nothing. */
    private void checkRange(List<Model.Use> uses, List<? extends AnnotationMirror> annotations, Element at) {
        BigDecimal min = bound(uses, "min");
        BigDecimal max = bound(uses, "max");
        if (min != null && max != null && min.compareTo(max) > 0) {
            problems.report(
                    "at least " + min + " and at most " + max
                            + ": nothing is both; make the one smaller or the other larger",
                    at,
                    Annotations.find(annotations, Annotations.JAKARTA + "Max"));
        }
    }

    private static @Nullable BigDecimal bound(List<Model.Use> uses, String code) {
        for (Model.Use use : uses) {
            if (use.constraint().code().equals(code)
                    && use.constraint().parameters().get("value") instanceof Long value) {
                return BigDecimal.valueOf(value);
            }
        }
        return null;
    }

    private Model.@Nullable Use validatedBy(AnnotationMirror annotation, Element at, TypeMirror type) {
        AnnotationValue value = Annotations.value(annotation, "value");
        if (value == null || !(value.getValue() instanceof DeclaredType declared)) {
            return null;
        }
        TypeElement factory = (TypeElement) declared.asElement();
        String wrong = wrongFactory(factory, type);
        if (wrong != null) {
            problems.report(factory.getSimpleName() + " " + wrong, at, annotation, value);
            return null;
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String parameter : Annotations.texts(annotation, "parameters")) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                problems.report(
                        "the parameter '" + parameter + "' is not of the form name=value",
                        at,
                        annotation,
                        Annotations.value(annotation, "parameters"));
                return null;
            }
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        String code = factory.getSimpleName()
                .toString()
                .replaceAll("(Validator)?(Factory)?$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
        return new Model.Use(
                new Constraint(code, parameters, message(annotation)),
                factory.getQualifiedName().toString());
    }

    private @Nullable String wrongFactory(TypeElement factory, TypeMirror type) {
        if (factory.getModifiers().contains(Modifier.ABSTRACT)) {
            return "is abstract and cannot make validators; name a class that is not";
        }
        boolean nested = factory.getNestingKind() == NestingKind.MEMBER;
        if (factory.getModifiers().contains(Modifier.PRIVATE)
                || nested && !factory.getModifiers().contains(Modifier.STATIC)) {
            return "cannot be reached from generated code; make it a top-level class or a static one that is not private";
        }
        boolean constructible = ElementFilter.constructorsIn(factory.getEnclosedElements()).stream()
                .anyMatch(ConstraintReader::isUsable);
        if (!constructible) {
            return "has no constructor without parameters that is not private; add one";
        }
        TypeMirror made = madeType(factory);
        if (made == null) {
            return "is no ValidatorFactory";
        }
        TypeMirror boxed = type.getKind().isPrimitive()
                ? environment
                        .getTypeUtils()
                        .boxedClass(environment.getTypeUtils().getPrimitiveType(type.getKind()))
                        .asType()
                : type;
        if (!environment
                .getTypeUtils()
                .isAssignable(
                        environment.getTypeUtils().erasure(boxed),
                        environment.getTypeUtils().erasure(made))) {
            return "makes validators for " + made + ", which a " + boxed + " is not";
        }
        return null;
    }

    private static boolean isUsable(ExecutableElement constructor) {
        return constructor.getParameters().isEmpty()
                && !constructor.getModifiers().contains(Modifier.PRIVATE);
    }

    /** The type argument with which it implements the interface. */
    private @Nullable TypeMirror madeType(TypeElement factory) {
        for (TypeMirror each : environment.getTypeUtils().directSupertypes(factory.asType())) {
            TypeElement element = (TypeElement) ((DeclaredType) each).asElement();
            if (element.getQualifiedName().contentEquals(FACTORY)) {
                List<? extends TypeMirror> arguments = ((DeclaredType) each).getTypeArguments();
                return arguments.isEmpty() ? null : arguments.get(0);
            }
        }
        return null;
    }
}
