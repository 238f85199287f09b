package io.travertine.cli;

import io.travertine.ids.Ulid;
import io.travertine.ids.UuidText;
import io.travertine.ids.UuidV4;
import io.travertine.ids.UuidV5;
import io.travertine.ids.UuidV7;
import java.io.PrintStream;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "id",
        description = "Make identifiers, or say what is in one. Needs no broker.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class IdCommand {
    private static final String COUNT = "How many, one a line; default: ${DEFAULT-VALUE}.";

    @Command(name = "ulid", description = "ULIDs, each above the one before.", mixinStandardHelpOptions = true)
    int ulid(@Option(names = "--count", paramLabel = "N", defaultValue = "1", description = COUNT) int count)
            throws Failure {
        return print(count, Ulid::next);
    }

    @Command(
            name = "uuid7",
            description = "UUIDs of version 7: time-ordered, each above the one before.",
            mixinStandardHelpOptions = true)
    int uuid7(@Option(names = "--count", paramLabel = "N", defaultValue = "1", description = COUNT) int count)
            throws Failure {
        return print(count, UuidV7::next);
    }

    @Command(name = "uuid4", description = "UUIDs of version 4: random, in no order.", mixinStandardHelpOptions = true)
    int uuid4(@Option(names = "--count", paramLabel = "N", defaultValue = "1", description = COUNT) int count)
            throws Failure {
        return print(count, UuidV4::random);
    }

    @Command(
            name = "uuid5",
            description = "The UUID of version 5 of a name in a namespace: always the same.",
            mixinStandardHelpOptions = true)
    int uuid5(
            @Option(
                            names = "--namespace",
                            paramLabel = "NAMESPACE",
                            required = true,
                            description = "dns, url, oid, x500, or a UUID.")
                    String namespace,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "Any text.") String name,
            @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = COUNT) int count)
            throws Failure {
        UuidV5 id = UuidV5.of(namespace(namespace), readable(name));
        return print(count, () -> id);
    }

    @Command(
            name = "inspect",
            description = "The kind of an id, its time and its random part.",
            mixinStandardHelpOptions = true)
    int inspect(@Parameters(paramLabel = "TEXT", description = "A ULID, or a UUID of any version.") String text)
            throws Failure {
        try {
            IdDescription.of(text).forEach((name, value) -> System.out.printf("%-12s%s%n", name, value));
            return written(System.out);
        } catch (IllegalArgumentException malformed) {
            throw new Failure(String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private static int print(int count, Supplier<?> ids) throws Failure {
        if (count < 1) {
            throw new Failure("--count is " + count + ", at least 1 is needed");
        }
        PrintStream out = System.out;
        for (int i = 0; i < count && !out.checkError(); i++) {
            out.println(ids.get());
        }
        return written(out);
    }

    private static int written(PrintStream out) {
        return out.checkError() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    /** Where the locale's encoding lacks a character of an argument, Java puts U+FFFD in its place: that would be the id of another name. */
    private static String readable(String name) throws Failure {
        if (name.indexOf('\uFFFD') >= 0) {
            throw new Failure("--name has characters that the locale's encoding lacks; set LC_ALL=C.UTF-8");
        }
        return name;
    }

    private static UUID namespace(String text) throws Failure {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "dns" -> UuidV5.DNS;
            case "url" -> UuidV5.URL;
            case "oid" -> UuidV5.OID;
            case "x500" -> UuidV5.X500;
            default -> parsed(text);
        };
    }

    private static UUID parsed(String text) throws Failure {
        try {
            return UuidText.parse(text);
        } catch (IllegalArgumentException malformed) {
            @Nullable String problem = malformed.getMessage();
            throw new Failure("--namespace is dns, url, oid, x500 or a UUID: " + problem, malformed);
        }
    }
}
