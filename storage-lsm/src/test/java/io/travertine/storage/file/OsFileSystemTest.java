package io.travertine.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsFileSystemTest extends FileSystemContract {
    @TempDir
    private Path directory;

    @Override
    FileSystem newFileSystem() {
        return new OsFileSystem();
    }

    @Override
    Path newRoot() {
        return directory;
    }

    @Test
    void anInterruptedThreadStillReadsWritesAndSyncs() throws IOException {
        try (StoreFile file = new OsFileSystem().create(directory.resolve("file"))) {
            Thread.currentThread().interrupt();
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            file.write(ByteBuffer.wrap(new byte[] {4, 5}), 3);
            file.sync();
            ByteBuffer read = ByteBuffer.allocate(5);
            file.readFully(read, 0);
            assertTrue(Thread.interrupted());
            assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}), read.flip());
            assertTrue(file.channel().isOpen());
        }
    }

    @Test
    void afterAnInterruptAnotherFileOfTheNameIsNotTakenForThisOne() throws IOException {
        FileSystem system = new OsFileSystem();
        Path path = directory.resolve("file");
        try (StoreFile file = system.create(path)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), 0);
            system.rename(path, directory.resolve("moved"));
            system.create(path).close();
            Thread.currentThread().interrupt();
            assertThrows(NoSuchFileException.class, () -> file.readFully(ByteBuffer.allocate(1), 0));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamedWithTheReason() throws IOException {
        FileSystem system = new OsFileSystem();
        Path file = directory.resolve("file");
        system.create(file).close();
        String inTheWay = assertThrows(IOException.class, () -> system.createDirectories(file))
                .getMessage();
        assertEquals(file + " is to be a directory, but is a file", inTheWay);
        Path below = file.resolve("below");
        assertThrows(IOException.class, () -> system.createDirectories(below));
        Path nowhere = Path.of("/proc/nowhere");
        assumeTrue(Files.isDirectory(nowhere.getParent()));
        String refused = assertThrows(IOException.class, () -> system.createDirectories(nowhere))
                .getMessage();
        assertTrue(refused.startsWith("the directory " + nowhere + " cannot be made: "), refused);
    }

    @Test
    void aClosedFileStaysClosed() throws IOException {
        StoreFile file = new OsFileSystem().create(directory.resolve("file"));
        file.close();
        assertThrows(ClosedChannelException.class, file::size);
    }
}
