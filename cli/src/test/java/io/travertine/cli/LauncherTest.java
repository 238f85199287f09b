package io.travertine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real script in a tree of its own, with JDKs and a Maven that only say how they were called. */
class LauncherTest {
    private static final Path ROOT = Path.of(System.getProperty("travertine.root", ".."));

    private static final String ECHO_ARGUMENTS = "#!/bin/sh\necho \"$0\"; for a in \"$@\"; do echo \"<$a>\"; done\n";

    @TempDir
    Path directory;

    private Path tree;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("a tree with spaces"));
        Files.createDirectories(tree.resolve("config"));
        Files.copy(ROOT.resolve("travertine"), tree.resolve("travertine"));
        Files.copy(ROOT.resolve("config/jvm.options"), tree.resolve("config/jvm.options"));
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Files.createDirectories(tree.resolve("cli/src/main/java"));
        Files.writeString(tree.resolve("cli/pom.xml"), "<project/>");
        Files.writeString(tree.resolve("cli/src/main/java/Main.java"), "");
        environment.put("HOME", directory.toString());
        environment.put("TRAVERTINE_JAVA_HOME", jdk("jdk-25", "25.0.3").toString());
    }

    @Test
    void flagsAreThoseOfTheTests() throws IOException {
        List<String> launcher = Files.readAllLines(ROOT.resolve("config/jvm.options")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        Matcher inPom = Pattern.compile("<server\\.jvm\\.flags>(.*)</server\\.jvm\\.flags>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertTrue(inPom.find());
        assertEquals(List.of(inPom.group(1).split(" ")), launcher);
    }

    @Test
    void runsWhatIsBuilt() throws Exception {
        markBuilt();
        Path link = Files.createSymbolicLink(directory.resolve("link"), tree.resolve("travertine"));
        Outcome outcome = run(link, "server", "--set", "a key=with spaces", "*");
        assertEquals(0, outcome.exitCode, outcome.text);
        assertTrue(outcome.text.startsWith(directory.resolve("jdk-25/bin/java").toString()), outcome.text);
        assertTrue(outcome.text.contains("<@" + tree + "/config/jvm.options>"), outcome.text);
        assertTrue(outcome.text.contains("<" + tree + "/cli/target/travertine/lib/cli.jar>"), outcome.text);
        assertTrue(outcome.text.endsWith("<server>\n<--set>\n<a key=with spaces>\n<*>\n"), outcome.text);
    }

    @Test
    void olderJavaIsPassedOver() throws Exception {
        markBuilt();
        environment.put("TRAVERTINE_JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
        environment.put("JAVA_HOME", jdk("jdk-26", "26").toString());
        Outcome outcome = run(tree.resolve("travertine"), "help");
        assertTrue(outcome.text.startsWith(directory.resolve("jdk-26/bin/java").toString()), outcome.text);
    }

    @Test
    void buildsWhatIsMissingAndOnlyThen() throws Exception {
        Path log = directory.resolve("maven.log");
        mavenThat("echo \"$JAVA_HOME $@\" >>'" + log + "'; mkdir -p '" + tree + "/cli/target/travertine/lib'");
        assertEquals(0, run(tree.resolve("travertine"), "help").exitCode);
        assertEquals(0, run(tree.resolve("travertine"), "help").exitCode);
        List<String> calls = Files.readAllLines(log);
        assertEquals(1, calls.size(), calls.toString());
        assertTrue(calls.getFirst().startsWith(directory.resolve("jdk-25") + " "), calls.toString());

        Path source = tree.resolve("cli/src/main/java/Main.java");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        assertEquals(0, run(tree.resolve("travertine"), "help").exitCode);
        assertEquals(2, Files.readAllLines(log).size());
    }

    /** The JVM is trained once for each build and JDK, and what it wrote is used from then on. */
    @Test
    void trainsTheServerOnce() throws Exception {
        markBuilt();
        Path jdk = jdk("jdk-25", "25.0.3");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nJAVA_RUNTIME_VERSION=\"25.0.3+9\"\n");
        script(
                jdk.resolve("bin/java"),
                ECHO_ARGUMENTS + "case \"$*\" in *AOTCacheOutput*) echo x >'" + directory + "/trained'; eval \"echo x >"
                        + "\\\"$(echo \"$3\" | cut -d= -f2)\\\"\";; esac\n");
        Path cache = tree.resolve("cli/target/travertine/25.0.3+9.aot");
        Outcome first = run(tree.resolve("travertine"), "server");
        assertTrue(first.text.contains("<-XX:AOTCache=" + cache + ">"), first.text);
        assertTrue(Files.exists(cache));
        Files.delete(directory.resolve("trained"));
        Outcome second = run(tree.resolve("travertine"), "server");
        assertTrue(second.text.contains("<-XX:AOTCache=" + cache + ">"), second.text);
        assertFalse(Files.exists(directory.resolve("trained")));
    }

    @Test
    void aJvmThatCannotBeTrainedIsUsedAsItIs() throws Exception {
        markBuilt();
        Path jdk = jdk("jdk-25", "25.0.3");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nJAVA_RUNTIME_VERSION=\"25.0.3+9\"\n");
        Outcome outcome = run(tree.resolve("travertine"), "server");
        assertEquals(0, outcome.exitCode, outcome.text);
        assertFalse(outcome.text.contains("AOTCache"), outcome.text);
    }

    @Test
    void failedBuildNamesItsLog() throws Exception {
        mavenThat("echo '[ERROR] Main.java:[1,1] nonsense'; echo 'more'; exit 1");
        Outcome outcome = run(tree.resolve("travertine"), "help");
        assertEquals(1, outcome.exitCode);
        assertTrue(outcome.text.contains("[ERROR] Main.java:[1,1] nonsense"), outcome.text);
        Path log = tree.resolve("cli/target/build.log");
        assertTrue(outcome.text.contains("the build failed; the whole output is in " + log), outcome.text);
        assertTrue(Files.readString(log).contains("more"));
        assertFalse(Files.exists(tree.resolve("cli/target/building")));
    }

    private void markBuilt() throws IOException {
        Files.createDirectories(tree.resolve("cli/target/travertine/lib"));
        Files.writeString(tree.resolve("cli/target/travertine/built"), "");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        script(home.resolve("bin/java"), ECHO_ARGUMENTS);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void mavenThat(String does) throws IOException {
        script(directory.resolve("bin/mvn"), "#!/bin/sh\n" + does + "\n");
        environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    }

    private static void script(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(Path launcher, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of("bash", launcher.toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return new Outcome(process.exitValue(), text);
    }

    private record Outcome(int exitCode, String text) {}
}
