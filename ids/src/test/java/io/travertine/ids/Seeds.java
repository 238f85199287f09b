package io.travertine.ids;

import java.util.Random;

/** The seed of the randomised tests, printed once: -Dtravertine.seed=N runs them with it again. */
final class Seeds {
    private static final long SEED = Long.getLong("travertine.seed", System.nanoTime());

    static {
        System.out.println("ids: -Dtravertine.seed=" + SEED);
    }

    private Seeds() {}

    static Random random() {
        return new Random(SEED);
    }
}
