package io.travertine.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrictFileSystemTest extends FileSystemContract {
    private static final Path DIRECTORY = Path.of("/store");
    private static final Path FILE = DIRECTORY.resolve("file");

    @Override
    FileSystem newFileSystem() {
        return new StrictFileSystem();
    }

    @Override
    Path newRoot() {
        return DIRECTORY;
    }

    @Test
    void whatWasSyncedSurvivesEveryCrash() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            StrictFileSystem system = withFile(new byte[10_000]);
            StoreFile file = system.openWrite(FILE);
            byte[] synced = new byte[5_000];
            new Random(seed).nextBytes(synced);
            file.write(ByteBuffer.wrap(synced), 100);
            file.sync();
            file.write(ByteBuffer.wrap(new byte[50_000]), 10_000);
            StrictFileSystem left = system.crash(new Random(seed));
            byte[] content = left.content(FILE);
            assertEquals(ByteBuffer.wrap(synced), ByteBuffer.wrap(content, 100, 5_000));
            assertThrows(IOException.class, () -> file.sync());
        }
    }

    @Test
    void whatWasNotSyncedIsThereInEveryDegree() throws IOException {
        Set<Long> onesLeft = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            StrictFileSystem system = withFile(new byte[0]);
            byte[] ones = new byte[20_000];
            java.util.Arrays.fill(ones, (byte) 1);
            system.openWrite(FILE).write(ByteBuffer.wrap(ones), 0);
            byte[] content = system.crash(new Random(seed)).content(FILE);
            long left = 0;
            for (byte one : content) {
                left += one;
            }
            onesLeft.add(left);
        }
        assertTrue(onesLeft.contains(0L) && onesLeft.contains(20_000L) && onesLeft.size() > 20, onesLeft.toString());
    }

    @Test
    void unsyncedNamesMayBeLost() throws IOException {
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            StrictFileSystem system = withFile(new byte[1]);
            system.create(DIRECTORY.resolve("new")).close();
            system.rename(FILE, DIRECTORY.resolve("renamed"));
            StrictFileSystem left = system.crash(new Random(seed));
            outcomes.add(left.list(DIRECTORY).toString());
            assertTrue(left.exists(FILE) != left.exists(DIRECTORY.resolve("renamed")));
        }
        assertEquals(4, outcomes.size(), outcomes.toString());
    }

    @Test
    void aSyncThatFollowsAFailedOneDoesNotMakeDurable() throws IOException {
        boolean lost = false;
        for (int seed = 0; seed < 50; seed++) {
            StrictFileSystem system = withFile(new byte[0]);
            StoreFile file = system.openWrite(FILE);
            file.write(ByteBuffer.wrap(new byte[] {1}), 0);
            system.failAt(system.operations() + 1, Fault.IO_ERROR);
            assertThrows(IOException.class, file::sync);
            file.sync();
            lost |= system.crash(new Random(seed)).content(FILE).length == 0;
        }
        assertTrue(lost);
    }

    @Test
    void faultsHappenAtTheirOperation() throws IOException {
        StrictFileSystem system = withFile(new byte[0]);
        StoreFile file = system.openWrite(FILE);
        system.failAt(system.operations() + 1, Fault.NO_SPACE);
        system.failAt(system.operations() + 2, Fault.SHORT_WRITE);
        system.failAt(system.operations() + 3, Fault.POWER_CUT);
        assertThrows(IOException.class, () -> file.write(ByteBuffer.wrap(new byte[10]), 0));
        assertEquals(0, file.size());
        assertThrows(IOException.class, () -> file.write(ByteBuffer.wrap(new byte[10]), 0));
        assertEquals(5, file.size());
        assertThrows(IOException.class, () -> file.write(ByteBuffer.wrap(new byte[10]), 0));
        assertThrows(IOException.class, file::size);
        assertThrows(IOException.class, () -> system.exists(FILE));
    }

    @Test
    void corruptReachesOpenHandlesAndSurvives() throws IOException {
        StrictFileSystem system = withFile(new byte[] {1, 2, 3});
        system.corrupt(FILE, 1, 0xff);
        assertEquals((byte) (2 ^ 0xff), system.content(FILE)[1]);
        assertEquals((byte) (2 ^ 0xff), system.crash(new Random(1)).content(FILE)[1]);
    }

    @Test
    void aCopyIsIndependent() throws IOException {
        StrictFileSystem system = withFile(new byte[] {1, 2, 3});
        StrictFileSystem copy = system.copy();
        system.delete(FILE);
        assertFalse(system.exists(FILE));
        assertEquals(3, copy.content(FILE).length);
    }

    private static StrictFileSystem withFile(byte[] content) throws IOException {
        StrictFileSystem system = new StrictFileSystem();
        system.createDirectories(DIRECTORY);
        try (StoreFile file = system.create(FILE)) {
            file.write(ByteBuffer.wrap(content), 0);
            file.sync();
        }
        system.syncDirectory(DIRECTORY);
        return system;
    }
}
