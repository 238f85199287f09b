package io.travertine.schema.processor;

import io.travertine.schema.annotation.Topic;
import io.travertine.schema.record.RecordSchema;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * For each record that is declared as {@link Topic}: reports what is wrong with the declaration, where it is wrong, or generates a
 * {@link io.travertine.schema.RecordType} beside it, called {@code <Record>Type}. Isolating, in the words of incremental builds: a
 * generated class depends on its record, and on the types within it, alone.
 */
@SupportedAnnotationTypes("io.travertine.schema.annotation.Topic")
public final class SchemaProcessor extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element element : round.getElementsAnnotatedWith(Topic.class)) {
            if (element.getKind() != ElementKind.RECORD) {
                processingEnv
                        .getMessager()
                        .printMessage(Diagnostic.Kind.ERROR, "@Topic is for records; make this a record", element);
            } else {
                process((TypeElement) element);
            }
        }
        return false;
    }

    private void process(TypeElement record) {
        Problems problems = new Problems(processingEnv.getMessager());
        DeclarationReader reader = new DeclarationReader(processingEnv, problems);
        Model.Struct struct = reader.read(record);
        if (problems.any() || struct == null) {
            return;
        }
        Topic topic = record.getAnnotation(Topic.class);
        RecordSchema schema = schema(record, topic, struct, reader.primaryKey(), problems);
        if (schema != null) {
            write(record, new TypeWriter(processingEnv.getElementUtils(), record, struct, schema).write());
        }
    }

    private static @Nullable RecordSchema schema(
            TypeElement record, Topic topic, Model.Struct struct, List<String> primaryKey, Problems problems) {
        try {
            return new RecordSchema(topic.value(), topic.version(), struct.schema(), primaryKey);
        } catch (IllegalArgumentException e) {
            problems.report(String.valueOf(e.getMessage()), record);
            return null;
        }
    }

    private void write(TypeElement record, String source) {
        String name = TypeWriter.qualifiedName(processingEnv.getElementUtils(), record);
        try (Writer file =
                processingEnv.getFiler().createSourceFile(name, record).openWriter()) {
            file.write(source);
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, name + " cannot be written: " + e.getMessage(), record);
        }
    }
}
