package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Virtual threads share a few makers of ids; Java 17 has none. */
class VirtualThreadsTest {
    @Test
    void makeDistinctIds() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "no virtual threads before Java 21");
        Set<Object> ids = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add((Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                            () -> makeSome(ids)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(200 * 300, ids.size());
    }

    private static void makeSome(Set<Object> ids) {
        for (int i = 0; i < 100; i++) {
            ids.add(UuidV4.random());
            ids.add(UuidV7.next());
            ids.add(Ulid.next());
        }
    }
}
