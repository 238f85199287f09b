package io.travertine.storage;

import java.util.Random;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Runs a random test with several seeds; {@code -Dtravertine.seed=} replays one, {@code -Dtravertine.seeds=} sets how many. */
public final class Seeds {
    private Seeds() {}

    public static void forEach(int count, ThrowingConsumer<Random> test) {
        Long only = Long.getLong("travertine.seed");
        long first = only != null ? only : System.nanoTime();
        int seeds = only != null ? 1 : Integer.getInteger("travertine.seeds", count);
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                test.accept(new Random(seed));
            } catch (Throwable failure) {
                throw new AssertionError("failed with -Dtravertine.seed=" + seed, failure);
            }
        }
    }
}
