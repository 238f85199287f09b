package io.travertine.storage.lsm.memtable;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the gaps between heads, what has a head is in the range that the index says. */
class HeadIndexTest {
    @Test
    void theRangeHasAllEntriesOfAHead() throws Throwable {
        Seeds.forEach(300, random -> {
            int widest = random.nextInt(1, 63);
            long head = random.nextInt(4) == 0 ? 0 : random.nextLong();
            long[] heads = new long[random.nextInt(1, 600)];
            HeadIndex index = HeadIndex.from(head);
            int count = 0;
            while (count < heads.length) {
                if (!index.hasBucket(head)) {
                    index = index.wider(head, count);
                }
                index.append(head, count);
                heads[count++] = head;
                if (random.nextInt(100) == 0) {
                    index = narrower(index, heads, count);
                }
                check(index, heads, count, random);
                long next = head + random.nextLong(1L << random.nextInt(1, widest + 1));
                if (Long.compareUnsigned(next, head) < 0) {
                    break;
                }
                head = next;
            }
        });
    }

    private static HeadIndex narrower(HeadIndex index, long[] heads, int count) {
        HeadIndex narrower = index.narrower(heads[count - 1], count);
        for (int i = 0; i < count; i++) {
            narrower.append(heads[i], i);
        }
        return narrower;
    }

    private static void check(HeadIndex index, long[] heads, int count, Random random) {
        int known = random.nextInt(count) + 1;
        for (long head :
                new long[] {heads[random.nextInt(count)], heads[random.nextInt(count)] + 1, random.nextLong(), -1}) {
            int start = index.start(head, known);
            int end = index.end(head, known);
            assertTrue(start <= end && end <= known, "a range of known entries");
            assertTrue(start == 0 || Long.compareUnsigned(heads[start - 1], head) < 0, "none before it");
            assertTrue(end == known || Long.compareUnsigned(heads[end], head) > 0, "none behind it");
        }
    }
}
