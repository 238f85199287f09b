package io.travertine.schema.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.JavaFileObjects;
import io.travertine.schema.RecordType;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.row.RowReader;
import io.travertine.schema.row.RowWriter;
import io.travertine.schema.validation.RecordValidator;
import io.travertine.schema.validation.Violations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Declarations that are right, if unusual. */
class OddDeclarationsTest {
    private static Compilation compile(String source) {
        return Compiled.compile(JavaFileObjects.forSourceString(
                "odd.Odd",
                "package odd;\n"
                        + "import io.travertine.schema.annotation.*;\nimport jakarta.validation.constraints.*;\nimport java.util.*;\n"
                        + source));
    }

    /** Reads JSON, and writes and reads what was read as JSON and as a row. */
    private static String roundTrip(RecordType<Object> type, String json) {
        Object value = type.read(new JsonReader().reset(json.getBytes(StandardCharsets.UTF_8)));
        RowWriter row = new RowWriter();
        type.writeRow(value, row);
        assertEquals(value, type.readRow(new RowReader().reset(row.toBytes())));
        Violations violations = new Violations();
        type.validate(value, violations);
        assertTrue(violations.isEmpty(), () -> violations.list().toString());
        JsonWriter writer = new JsonWriter();
        type.write(value, writer);
        new RecordValidator(type.schema()).validate(new JsonReader().reset(writer.toBytes()), violations);
        assertTrue(violations.isEmpty(), () -> violations.list().toString());
        return new String(writer.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void namesThatGeneratedCodeHas() throws Exception {
        StringBuilder components = new StringBuilder();
        StringBuilder json = new StringBuilder();
        for (String name :
                "row json sink value nulls field f0 f1 v0 v1 C0 out type now i list entry key INSTANCE schema found record at it when yield"
                        .split(" ")) {
            components
                    .append(components.isEmpty() ? "" : ", ")
                    .append("@NotNull @Size(max = 9) List<@Size(max = 5) String> ")
                    .append(name);
            json.append(json.isEmpty() ? "{" : ",").append('"').append(name).append("\":[\"a\"]");
        }
        Compilation compilation = compile("@Topic(\"odd\") public record Odd(" + components + ") {}");
        CompilationSubject.assertThat(compilation).succeeded();
        assertEquals(json + "}", roundTrip(Compiled.type(compilation, "odd.OddType"), json + "}"));
    }

    @Test
    void defaultsAtTheEndsOfTheirTypes() throws Exception {
        Compilation compilation = compile("""
                @Topic("odd") public record Odd(@Default("-9223372036854775808") long a, @Default("-2147483648") int b,
                    @Default("-128") byte c, @Default("-32768") short d, @Default("-1.5") float e, @Default("4.9E-324") double f,
                    @Default("010") int g, @Default("08") long h, @Default("+7") short i, @Default("-0.10") @Digits(integer = 3, fraction = 2) java.math.BigDecimal j,
                    @Default("gr\u00f6\u00dfe \\"\\\\ \u20ac") String k, @Default("-5") @Min(-7) @Max(-3) Integer l) {}
                """);
        CompilationSubject.assertThat(compilation).succeeded();
        assertEquals(
                "{\"a\":-9223372036854775808,\"b\":-2147483648,\"c\":-128,\"d\":-32768,\"e\":-1.5,\"f\":4.9E-324,\"g\":10,\"h\":8,"
                        + "\"i\":7,\"j\":-0.10,\"k\":\"gr\u00f6\u00dfe \\\"\\\\ \u20ac\",\"l\":-5}",
                roundTrip(Compiled.type(compilation, "odd.OddType"), "{}"));
    }

    @Test
    void aDefaultBeyondItsTypeIsAnError() {
        Compilation compilation = compile("@Topic(\"odd\") public record Odd(@Default(\"1e39\") float a) {}");
        CompilationSubject.assertThat(compilation).hadErrorCount(1);
        CompilationSubject.assertThat(compilation).hadErrorContaining("a finite number is needed");
    }

    @Test
    void recordsWithinInterfacesAndOfTheSameName() throws Exception {
        Compilation compilation = compile("""
                public interface Odd {
                  interface A { record Same(int x) {} }
                  interface B { record Same(String y) {} record \u00c4rger(A.Same a, Same b, Map<String, List<Same>> \u00fcber) {} }
                  sealed interface Shape permits Circle, Square {}
                  record Circle(double r) implements Shape {}
                  record Square() implements Shape {}
                  @Topic("odd") record Whole(A.Same one, B.Same two, B.\u00c4rger three, List<Shape> shapes) {}
                }
                """);
        CompilationSubject.assertThat(compilation).succeeded();
        String json =
                "{\"one\":{\"x\":1},\"two\":{\"y\":\"z\"},\"three\":{\"a\":{\"x\":2},\"b\":{\"y\":\"q\"},\"\u00fcber\":{\"k\":[{\"y\":\"w\"}]}},"
                        + "\"shapes\":[{\"type\":\"Circle\",\"r\":1.0},{\"type\":\"Square\"}]}";
        String name = compilation
                .generatedSourceFiles()
                .get(0)
                .getName()
                .replaceFirst(".*/odd/", "odd.")
                .replace(".java", "");
        assertEquals(json, roundTrip(Compiled.type(compilation, name), json));
    }

    @Test
    void noComponentsAndManyOfThem() throws Exception {
        Compilation none = compile("@Topic(\"odd\") public record Odd() {}");
        CompilationSubject.assertThat(none).succeeded();
        assertEquals("{}", roundTrip(Compiled.type(none, "odd.OddType"), "{}"));
        StringBuilder components = new StringBuilder();
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            components
                    .append(i == 0 ? "" : ", ")
                    .append("@Min(-1) @Max(300) int c")
                    .append(i);
            json.append(i == 0 ? "{" : ",")
                    .append("\"c")
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        Compilation many = compile("@Topic(\"odd\") public record Odd(" + components + ") {}");
        CompilationSubject.assertThat(many).succeeded();
        assertEquals(json + "}", roundTrip(Compiled.type(many, "odd.OddType"), json + "}"));
    }

    @Test
    void whatHasNoSchemaIsAnErrorAndNoCrash() {
        for (String source : new String[] {
            "@Topic(\"odd\") public record Odd(Odd again) {}",
            "@Topic(\"odd\") public record Odd(List<Odd> again) {}",
            "@Topic(\"odd\") public record Odd<T>(T value) {}",
            "@Topic(\"odd\") public record Odd(Map<Integer, String> map) {}",
            "@Topic(\"odd\") public record Odd(List<?> any) {}",
            "@Topic(\"odd\") public record Odd(List any) {}",
            "@Topic(\"odd\") public record Odd(int[] any) {}",
            "@Topic(\"odd\") public record Odd(@Size(min = -1) String s) {}",
            "@Topic(\"odd\") public record Odd(@Default(\"x\") Optional<String> s, @Default(\"y\") List<String> l) {}",
            "@Topic(\"odd\") public record Odd(Pair<String> p) { record Pair<T>(T a) {} }",
            "@Topic(\"odd\") public class Odd {}",
            "@Topic(\"odd\") record Odd(@ColumnName(\"a\") int x, int a) {}",
            "@Topic(\"odd\") record Odd(@ColumnName(\"_a\") int x) {}",
            "@Topic(\"odd\") record Odd(@ColumnName(\"\") int x) {}",
            "@Topic(value = \"odd\", version = 0) record Odd(int x) {}"
        }) {
            CompilationSubject.assertThat(compile(source)).hadErrorCount(1);
        }
    }
}
