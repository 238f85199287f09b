package io.travertine.benchmarks.ids;

import io.travertine.benchmarks.micro.Comparison;
import io.travertine.benchmarks.micro.Section;
import java.util.List;

/** What is compared of ids. */
public final class IdSection {
    private static final List<String> V7_PEERS = List.of("v7UuidCreator", "v7UuidCreatorFast", "v7Jug", "v7JugRandom");
    private static final List<String> ULID_PEERS = List.of("ulidUlidCreator");

    private static final List<Comparison> COMPARISONS = List.of(
            new Comparison("v4, strong", "v4Travertine", List.of("v4Jdk"), "20"),
            new Comparison("v4, strong, beside libraries", "v4Travertine", List.of("v4UuidCreator", "v4Jug"), ""),
            new Comparison("v5", "v5Travertine", List.of("v5UuidCreator", "v5Jug"), "1.5"),
            new Comparison("v7, exact clock, any thread", "v7Travertine", V7_PEERS, "1.15"),
            new Comparison("v7, exact clock, one thread's generator", "v7TravertineOwn", V7_PEERS, "1.15"),
            new Comparison("v7, exact clock, one order over all threads", "v7TravertineShared", V7_PEERS, ""),
            new Comparison("v7, ticked clock", "v7TravertineTicked", V7_PEERS, "8"),
            new Comparison("v7, per-batch clock", "v7TravertineBatch", V7_PEERS, ""),
            new Comparison("v7, range of 64 in place, each id", "v7TravertineRange", List.of(), "under 1.5 ns"),
            new Comparison("monotonic ULID, exact clock, any thread", "ulidTravertine", ULID_PEERS, "1.15"),
            new Comparison("monotonic ULID, one thread's generator", "ulidTravertineOwn", ULID_PEERS, "1.15"),
            new Comparison("monotonic ULID, ticked clock", "ulidTravertineTicked", ULID_PEERS, "8"),
            new Comparison("ULID, range of 64 in place, each id", "ulidTravertineRange", List.of(), "under 1.5 ns"),
            new Comparison("plain ULID, strong", "ulidPlainTravertine", List.of("ulidPlainUlidCreator"), ""),
            new Comparison("ULID text, format", "ulidFormatTravertine", List.of("ulidFormatUlidCreator"), "1.5"),
            new Comparison("ULID text, parse", "ulidParseTravertine", List.of("ulidParseUlidCreator"), "2.5"),
            new Comparison("UUID text, format", "uuidFormatTravertine", List.of("uuidFormatJdk"), "1"),
            new Comparison("UUID text, parse", "uuidParseTravertine", List.of("uuidParseJdk"), "1"));

    public static final Section SECTION = new Section("ids", "Ids beside the known libraries", COMPARISONS);

    private IdSection() {}
}
