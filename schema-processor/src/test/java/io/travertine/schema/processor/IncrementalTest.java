package io.travertine.schema.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is generated for a record type depends on its own source and on the classes that it uses, whether these are compiled with it or were
 * before. So a build may compile anew only what changed, as Gradle does with processors that are said to be isolating.
 */
class IncrementalTest {
    private static final JavaFileObject PARTS = JavaFileObjects.forSourceLines(
            "shop.Parts",
            "package shop;",
            "import io.travertine.schema.annotation.*;",
            "import jakarta.validation.constraints.*;",
            "public final class Parts {",
            "  public enum State { OPEN, PAID }",
            "  @Check(\"zip is not null or city <> 'Nowhere'\")",
            "  public record Address(@NotBlank @Size(max = 50) String city,",
            "      @ColumnName(value = \"zip\", formerly = \"code\") @Pattern(regexp = \"[0-9]{5}\") String postcode) {}",
            "  public sealed interface Contact {}",
            "  public record Phone(@NotNull String number) implements Contact {}",
            "  public record Mail(@Email String address) implements Contact {}",
            "}");
    private static final JavaFileObject ORDER = JavaFileObjects.forSourceLines(
            "shop.Order",
            "package shop;",
            "import io.travertine.schema.annotation.*;",
            "import jakarta.validation.constraints.*;",
            "import java.util.*;",
            "@Topic(\"orders\")",
            "public record Order(long id, @NotNull Parts.Address address, @Default(\"OPEN\") Parts.State state,",
            "    Parts.Contact contact, List<Parts.@NotNull Address> others) {}");

    @TempDir
    Path classes;

    private Compilation compile(boolean withEarlierClasses, JavaFileObject... sources) {
        List<File> path = new ArrayList<>(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(File::new)
                        .toList());
        if (withEarlierClasses) {
            path.add(classes.toFile());
        }
        return Compiler.javac()
                .withProcessors(new SchemaProcessor())
                .withClasspath(path)
                .compile(sources);
    }

    private static String generated(Compilation compilation) throws Exception {
        CompilationSubject.assertThat(compilation).succeeded();
        return compilation
                .generatedSourceFile("shop.OrderType")
                .orElseThrow()
                .getCharContent(false)
                .toString();
    }

    @Test
    void theSameIsGeneratedWhateverElseIsCompiled() throws Exception {
        String whole = generated(compile(false, PARTS, ORDER));
        for (JavaFileObject file : compile(false, PARTS).generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                Path target = classes.resolve("shop")
                        .resolve(Path.of(file.getName()).getFileName().toString());
                Files.createDirectories(target.getParent());
                try (InputStream in = file.openInputStream()) {
                    Files.copy(in, target);
                }
            }
        }
        assertEquals(whole, generated(compile(true, ORDER)));
        assertTrue(whole.contains("[0-9]{5}") && whole.contains("Nowhere"), whole);
    }
}
