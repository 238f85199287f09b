package io.travertine.storage.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FileSystem} must do; each implementation has a subclass. */
abstract class FileSystemContract {
    private FileSystem system;
    private Path root;

    abstract FileSystem newFileSystem();

    abstract Path newRoot();

    @BeforeEach
    void makeDirectory() throws IOException {
        system = newFileSystem();
        root = newRoot().resolve("a").resolve("b");
        system.createDirectories(root);
    }

    @Test
    void writesAreReadBackFromEveryHandle() throws IOException {
        try (StoreFile written = create("file", "hello");
                StoreFile read = system.openRead(root.resolve("file"))) {
            assertContent(written, "hello");
            assertContent(read, "hello");
            written.write(bytes("J"), 0);
            assertContent(read, "Jello");
            assertEquals(root.resolve("file"), read.path());
        }
    }

    @Test
    void aWriteTakesWhatRemainsInTheBuffer() throws IOException {
        try (StoreFile file = create("file", "")) {
            ByteBuffer source = bytes("xxpayloadxx").position(2).limit(9);
            file.write(source, 0);
            assertFalse(source.hasRemaining());
            assertContent(file, "payload");
        }
    }

    @Test
    void readingPastTheEndFails() throws IOException {
        try (StoreFile file = create("file", "short")) {
            EOFException failure = assertThrows(EOFException.class, () -> file.readFully(ByteBuffer.allocate(10), 2));
            assertTrue(failure.getMessage().contains("file"), failure.getMessage());
        }
    }

    @Test
    void aWriteBehindTheEndLeavesZeros() throws IOException {
        try (StoreFile file = create("file", "ab")) {
            file.write(bytes("c"), 4);
            assertContent(file, "ab\0\0c");
        }
    }

    @Test
    void truncateCuts() throws IOException {
        try (StoreFile file = create("file", "0123456789")) {
            file.truncate(4);
            assertContent(file, "0123");
            file.sync();
        }
    }

    @Test
    void mappedBytesAreTheFiles() throws IOException {
        try (StoreFile file = create("file", "0123456789");
                Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = file.map(3, 4, arena);
            assertArrayEquals("3456".getBytes(StandardCharsets.UTF_8), mapped.toArray(ValueLayout.JAVA_BYTE));
            assertTrue(mapped.isReadOnly());
            assertEquals(0, file.map(0, 0, arena).byteSize());
        }
    }

    @Test
    void namesMustBeNewToCreateAndThereToOpen() throws IOException {
        create("file", "x").close();
        assertThrows(FileAlreadyExistsException.class, () -> system.create(root.resolve("file")));
        assertThrows(NoSuchFileException.class, () -> system.openRead(root.resolve("other")));
        assertThrows(NoSuchFileException.class, () -> system.openWrite(root.resolve("other")));
        assertThrows(
                NoSuchFileException.class,
                () -> system.create(root.resolve("none").resolve("file")));
    }

    @Test
    void listIsSortedAndHasNoGrandchildren() throws IOException {
        create("b", "").close();
        create("a", "").close();
        system.createDirectories(root.resolve("c").resolve("d"));
        assertEquals(List.of(root.resolve("a"), root.resolve("b"), root.resolve("c")), system.list(root));
        assertEquals(List.of(), system.list(root.resolve("none")));
    }

    @Test
    void renameReplaces() throws IOException {
        create("old", "new content").close();
        create("name", "old content").close();
        system.rename(root.resolve("old"), root.resolve("name"));
        system.syncDirectory(root);
        assertFalse(system.exists(root.resolve("old")));
        try (StoreFile file = system.openRead(root.resolve("name"))) {
            assertContent(file, "new content");
        }
        assertThrows(NoSuchFileException.class, () -> system.rename(root.resolve("old"), root.resolve("x")));
    }

    @Test
    void aRenamedDirectoryKeepsItsFiles() throws IOException {
        create("file", "content").close();
        Path moved = root.resolveSibling("moved");
        system.rename(root, moved);
        try (StoreFile file = system.openRead(moved.resolve("file"))) {
            assertContent(file, "content");
        }
    }

    @Test
    void aDeletedFileStaysReadableToWhoHasIt() throws IOException {
        create("file", "content").close();
        try (StoreFile file = system.openRead(root.resolve("file"))) {
            system.delete(root.resolve("file"));
            system.delete(root.resolve("file"));
            assertFalse(system.exists(root.resolve("file")));
            assertContent(file, "content");
        }
    }

    @Test
    void aLinkIsAnotherNameOfTheSameFile() throws IOException {
        Path name = root.resolve("name");
        Path link = root.resolve("link");
        try (StoreFile file = create("name", "both")) {
            system.link(name, link);
            assertThrows(FileAlreadyExistsException.class, () -> system.link(name, link));
            assertThrows(NoSuchFileException.class, () -> system.link(root.resolve("none"), root.resolve("other")));
            file.write(bytes("x"), 0);
            system.delete(name);
            try (StoreFile linked = system.openRead(link)) {
                assertContent(linked, "xoth");
            }
        }
    }

    @Test
    void onlyEmptyDirectoriesAreDeleted() throws IOException {
        create("file", "x").close();
        assertThrows(IOException.class, () -> system.delete(root));
        system.delete(root.resolve("file"));
        system.delete(root);
        assertFalse(system.exists(root));
    }

    @Test
    void aLockIsExclusiveUntilClosed() throws IOException {
        Path lock = root.resolve("LOCK");
        try (Closeable held = system.lock(lock)) {
            IOException refused =
                    assertThrows(IOException.class, () -> system.lock(lock).close());
            assertTrue(refused.getMessage().contains("locked by"), refused.getMessage());
            assertTrue(held != null);
        }
        system.lock(lock).close();
    }

    private StoreFile create(String name, String content) throws IOException {
        StoreFile file = system.create(root.resolve(name));
        file.write(bytes(content), 0);
        return file;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertContent(StoreFile file, String expected) throws IOException {
        assertEquals(expected.length(), file.size());
        ByteBuffer content = ByteBuffer.allocate(expected.length());
        file.readFully(content, 0);
        assertEquals(expected, new String(content.array(), StandardCharsets.UTF_8));
    }
}
