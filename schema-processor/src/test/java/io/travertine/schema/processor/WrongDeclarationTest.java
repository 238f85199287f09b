package io.travertine.schema.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a declaration is an error of the compiler, at the line where it is wrong. */
class WrongDeclarationTest {
    private static final String IMPORTS = """
            import io.travertine.schema.annotation.*;
            import io.travertine.schema.validation.*;
            import jakarta.validation.constraints.*;
            import java.math.BigDecimal;
            import java.time.*;
            import java.util.*;
            import java.util.function.Predicate;
            """;

    private static final String FACTORIES = """
            abstract class AbstractFactory implements ValidatorFactory<String> {}
            class ClosedFactory implements ValidatorFactory<String> {
                private ClosedFactory() {}
                public String message() { return ""; }
                public Predicate<String> create(Map<String, String> parameters) { return text -> true; }
            }
            class NumberFactory implements ValidatorFactory<Integer> {
                public String message() { return ""; }
                public Predicate<Integer> create(Map<String, String> parameters) { return number -> true; }
            }
            """;

    private static Compilation compile(String type, String component) {
        String source = IMPORTS + FACTORIES + type + "\npublic record Declared(\n" + component + "\n) {}\n";
        JavaFileObject file = JavaFileObjects.forSourceString("Declared", source);
        return Compiled.compile(file);
    }

    private static int line(String type) {
        return (int) (IMPORTS + FACTORIES + type).lines().count() + 2;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "@Size(min = 3, max = 2) String name|constraint size has min = 3 and max = 2, 0 <= min <= max is needed",
                "@Pattern(regexp = \"[a-z\") String name|the pattern '[a-z' does not compile",
                "@Min(1) String name|constraint min is not for text, but for a whole number",
                "@NotBlank int age|constraint not-blank is not for a whole number, but for text",
                "@Min(10) @Max(5) int age|at least 10 and at most 5: nothing is both",
                "@DecimalRange(min = \"x\", max = \"1\") double ratio|constraint decimal-range has min = 'x', a decimal number is needed",
                "@TimeRange(from = \"2030-01-01\", to = \"2020-01-01\") Instant at|from <= to is needed",
                "@OneOf({\"a\", \"a\"}) String plan|constraint one-of has the value 'a' twice",
                "@OneOf({\"a\"}) int plan|constraint one-of has the value 'a' for whole numbers",
                "@Min(13) @Default(\"7\") int age|the default '7' violates the field's own constraint: it must be at least 13",
                "@Default(\"x\") int age|the default 'x' is no value of the field: a whole number is needed",
                "Object thing|no column can be made of java.lang.Object; supported are",
                "char letter|no column can be made of char",
                "Map<Integer, String> map|the keys of a map are String; java.lang.Integer is not",
                "List<@Min(1) String> names|constraint min is not for text",
                "BigDecimal price|a decimal number needs @Digits",
                "@ValidatedBy(AbstractFactory.class) String name|AbstractFactory is abstract and cannot make validators",
                "@ValidatedBy(ClosedFactory.class) String name|ClosedFactory has no constructor without parameters that is not private",
                "@ValidatedBy(NumberFactory.class) String name|NumberFactory makes validators for java.lang.Integer",
                "@ValidatedBy(value = NumberFactory.class, parameters = \"x\") int age|the parameter 'x' is not of the form name=value",
                "@ColumnName(\"_id\") String id|a field's name is not empty, and does not begin with '_'",
                "@PrimaryKey String id|a field of the primary key must not be null; add @NotNull",
                "@Null String none|@Null is not supported; leave it out",
                "@Size(max = 3, groups = Object.class) String name|groups are not supported: every constraint always holds",
                "Declared again|a Declared within a Declared has no end"
            })
    void isAnErrorAtItsLine(String component, String message) {
        String topic = "@Topic(\"t\")";
        Compilation compilation = compile(topic, component);
        assertThat(compilation).failed();
        assertThat(compilation)
                .hadErrorContaining(message)
                .inFile(compilation.sourceFiles().get(0))
                .onLine(line(topic));
    }

    @Test
    void twoFieldsOfOneNameAreAnError() {
        Compilation compilation = compile("@Topic(\"t\")", "String name,\n@ColumnName(\"name\") String other");
        assertThat(compilation)
                .hadErrorContaining("there are two fields 'name'; give one of them another @ColumnName")
                .inFile(compilation.sourceFiles().get(0))
                .onLine(line("@Topic(\"t\")") + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "@Check(\"startz <= ends\")|there is no field 'startz'; the nearest is 'starts'",
                "@Check(\"starts <= 5\")|'5' cannot be compared with a time",
                "@Check(\"starts <=\")|found the end, a field, a number or a text in quotes is needed",
                "@Check(value = \"starts <= ends\", field = \"end\")|there is no field 'end'"
            })
    void aWrongConditionIsAnErrorAtItsLine(String check, String message) {
        String type = "@Topic(\"t\")\n" + check;
        Compilation compilation = compile(type, "Instant starts, Instant ends");
        assertThat(compilation)
                .hadErrorContaining(message)
                .inFile(compilation.sourceFiles().get(0))
                .onLine(line("@Topic(\"t\")") - 1);
    }

    @Test
    void onlyRecordsAreTopics() {
        JavaFileObject file = JavaFileObjects.forSourceString("Plain", IMPORTS + "@Topic(\"t\")\nclass Plain {}\n");
        assertThat(Compiled.compile(file)).hadErrorContaining("@Topic is for records; make this a record");
    }

    /** What takes only what was validated cannot be given anything else. */
    @Test
    void whatWasNotValidatedDoesNotCompileAsValid() {
        JavaFileObject declared = JavaFileObjects.forSourceString(
                "Declared", IMPORTS + "@Topic(\"t\")\npublic record Declared(@NotBlank String name) {}\n");
        String use = IMPORTS + """
                class Use {
                    void send(Valid<Declared> value) {}

                    void use(Declared value) {
                        send(DeclaredType.INSTANCE.require(value));
                        %s
                    }
                }
                """;
        assertThat(Compiled.compile(declared, JavaFileObjects.forSourceString("Use", use.formatted(""))))
                .succeeded();
        for (String wrong : List.of("send(value);", "send(new Valid<>(value, DeclaredType.INSTANCE));")) {
            assertThat(Compiled.compile(declared, JavaFileObjects.forSourceString("Use", use.formatted(wrong))))
                    .hadErrorCount(1);
        }
    }
}
