package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Virtual threads, of which Java 17 has none, and those of the common pool share a few makers of ids. */
class SharedMakersTest {
    @Test
    void virtualThreadsMakeDistinctIds() throws Exception {
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

    /** Its threads forget their thread-locals after each task, from Java 19 on. */
    @Test
    void aThreadOfTheCommonPoolHasItsIdsInOrder() throws Exception {
        Map<Thread, UuidV7> last = new ConcurrentHashMap<>();
        for (int i = 0; i < 5000; i++) {
            ForkJoinPool.commonPool()
                    .submit(() -> {
                        UuidV7 id = UuidV7.next();
                        UuidV7 before = last.put(Thread.currentThread(), id);
                        assertTrue(before == null || before.compareTo(id) < 0, id + " is not above " + before);
                    })
                    .get();
        }
    }

    private static void makeSome(Set<Object> ids) {
        for (int i = 0; i < 100; i++) {
            ids.add(UuidV4.random());
            ids.add(UuidV7.next());
            ids.add(Ulid.next());
        }
    }
}
