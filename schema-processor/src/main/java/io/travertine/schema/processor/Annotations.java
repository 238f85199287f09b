package io.travertine.schema.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reading of annotations. */
final class Annotations {
    static final String OURS = "io.travertine.schema.annotation.";
    static final String JAKARTA = "jakarta.validation.constraints.";

    private Annotations() {}

    static String name(AnnotationMirror annotation) {
        return ((TypeElement) annotation.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    static String simpleName(AnnotationMirror annotation) {
        return annotation.getAnnotationType().asElement().getSimpleName().toString();
    }

    /** The annotation of this name, or null. */
    static @Nullable AnnotationMirror find(List<? extends AnnotationMirror> annotations, String name) {
        for (AnnotationMirror annotation : annotations) {
            if (name(annotation).equals(name)) {
                return annotation;
            }
        }
        return null;
    }

    /** What is written in the annotation, by name; defaults are left out. */
    static Map<String, AnnotationValue> values(AnnotationMirror annotation) {
        Map<String, AnnotationValue> values = new LinkedHashMap<>();
        annotation
                .getElementValues()
                .forEach((method, value) -> values.put(method.getSimpleName().toString(), value));
        return values;
    }

    static @Nullable AnnotationValue value(AnnotationMirror annotation, String name) {
        return values(annotation).get(name);
    }

    static String text(AnnotationMirror annotation, String name, String otherwise) {
        AnnotationValue value = value(annotation, name);
        return value == null ? otherwise : (String) value.getValue();
    }

    static List<String> texts(AnnotationMirror annotation, String name) {
        AnnotationValue value = value(annotation, name);
        return value == null
                ? List.of()
                : elements(value).stream().map(String::valueOf).toList();
    }

    /** The elements of an array. */
    static List<Object> elements(AnnotationValue array) {
        List<Object> elements = new ArrayList<>();
        for (Object each : (List<?>) array.getValue()) {
            elements.add(((AnnotationValue) each).getValue());
        }
        return elements;
    }

    /** Those that are written several times stand in a container; here each stands by itself. */
    static List<AnnotationMirror> flattened(List<? extends AnnotationMirror> annotations) {
        List<AnnotationMirror> flat = new ArrayList<>();
        for (AnnotationMirror annotation : annotations) {
            String name = name(annotation);
            boolean container = name.endsWith(".List") && (name.startsWith(JAKARTA) || name.startsWith(OURS));
            AnnotationValue value = value(annotation, "value");
            if (container && value != null) {
                elements(value).forEach(each -> flat.add((AnnotationMirror) each));
            } else {
                flat.add(annotation);
            }
        }
        return flat;
    }
}
