package io.travertine.schema.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import io.travertine.schema.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaFileObject;

/** Classes that were compiled in a test. */
final class Compiled extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    private Compiled(Compilation compilation) throws IOException {
        super(Compiled.class.getClassLoader());
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                try (InputStream bytes = file.openInputStream()) {
                    String name =
                            file.getName().replaceFirst("^/?CLASS_OUTPUT/", "").replace(".class", "");
                    classes.put(name.replace('/', '.'), bytes.readAllBytes());
                }
            }
        }
    }

    static Compilation compile(JavaFileObject... sources) {
        return Compiler.javac().withProcessors(new SchemaProcessor()).compile(sources);
    }

    /** What was generated for a record type. */
    @SuppressWarnings("unchecked") // The test knows what it compiled.
    static RecordType<Object> type(Compilation compilation, String name) throws Exception {
        Class<?> loaded = new Compiled(compilation).loadClass(name);
        return (RecordType<Object>)
                Objects.requireNonNull(loaded.getField("INSTANCE").get(null));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
