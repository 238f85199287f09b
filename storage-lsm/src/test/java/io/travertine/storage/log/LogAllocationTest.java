package io.travertine.storage.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.memory.MemoryBudget;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer's thread allocates nothing per append: only now and then a list of ordinals grows, and a little per group. */
class LogAllocationTest {
    private static final int APPENDS = Integer.getInteger("log.appends", 200_000);
    private static final int PARTITIONS = 16;

    @TempDir
    private Path directory;

    private long offset;

    @Test
    void appendsDoNotAllocate() throws IOException {
        LogOptions options = new LogOptions(0, new MemoryBudget(1 << 30)).withFsync(Fsync.OS);
        LogListener listener = new LogListener() {
            @Override
            public void durable(long appendedCount) {}

            @Override
            public void failed(IOException cause) {
                throw new AssertionError(cause);
            }
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ShardLog log = ShardLog.open(new OsFileSystem(), directory, options, 0, listener)) {
            ByteBuffer batch = TestBatches.batch(0, 0, 1, 200);
            append(log, batch);
            long before = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            append(log, batch);
            double nanos = (double) (threads.getCurrentThreadCpuTime() - start) / APPENDS;
            double bytes = (double) (threads.getCurrentThreadAllocatedBytes() - before) / APPENDS;
            System.out.printf("an append of 200 bytes: %.0f CPU ns, %.2f bytes allocated%n", nanos, bytes);
            assertTrue(bytes < 16, bytes + " bytes allocated an append");
        }
    }

    private void append(ShardLog log, ByteBuffer batch) throws IOException {
        for (int i = 0; i < APPENDS; i++, offset++) {
            batch.putLong(0, offset);
            log.append(i % PARTITIONS, offset, 0, offset, 1, 0, batch);
            if (i % 50 == 0) {
                log.flush();
            }
        }
        log.flush();
    }
}
