package io.travertine.schema.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Reports what is wrong with a declaration, at the annotation that is wrong. */
final class Problems {
    private final Messager messager;
    private boolean any;

    Problems(Messager messager) {
        this.messager = messager;
    }

    boolean any() {
        return any;
    }

    void report(String message, Element element) {
        any = true;
        messager.printMessage(Diagnostic.Kind.ERROR, message, element);
    }

    void report(String message, Element element, @Nullable AnnotationMirror annotation) {
        any = true;
        messager.printMessage(Diagnostic.Kind.ERROR, message, element, annotation);
    }

    void report(
            String message, Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
        any = true;
        messager.printMessage(Diagnostic.Kind.ERROR, message, element, annotation, value);
    }
}
