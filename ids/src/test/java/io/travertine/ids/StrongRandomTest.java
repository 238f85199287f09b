package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URL;
import java.net.URLClassLoader;
import java.security.Provider;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The pool when the operating system's source fails. */
class StrongRandomTest {
    private static boolean fails;

    /** Gives the same bytes each time, so that the pool shows what it was filled from. */
    public static final class Failing extends SecureRandomSpi {
        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            if (fails) {
                throw new IllegalStateException("no entropy");
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int numBytes) {
            return new byte[numBytes];
        }
    }

    private static final class FailingProvider extends Provider {
        FailingProvider() {
            super("failing", "1", "fails on demand");
            put("SecureRandom.Failing", Failing.class.getName());
        }
    }

    @Test
    void aPoolThatWasDiscardedIsNeverUsedAgain() throws Exception {
        Security.insertProviderAt(new FailingProvider(), 1);
        URL classes = StrongRandom.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader again = new URLClassLoader(new URL[] {classes}, null)) {
            Class<?> type = again.loadClass(StrongRandom.class.getName());
            RandomGenerator restored = make(type);
            RandomGenerator copy = make(type);
            assertEquals(restored.nextLong(), copy.nextLong());
            long nextOfPool = copy.nextLong();
            type.getMethod("discardPools").invoke(null);
            fails = true;
            assertThrows(IllegalStateException.class, restored::nextLong);
            fails = false;
            assertNotEquals(nextOfPool, restored.nextLong());
        } finally {
            fails = false;
            Security.removeProvider("failing");
        }
    }

    private static RandomGenerator make(Class<?> type) throws Exception {
        return assertInstanceOf(RandomGenerator.class, type.getConstructor().newInstance());
    }
}
