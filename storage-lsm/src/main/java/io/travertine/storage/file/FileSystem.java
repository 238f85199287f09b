package io.travertine.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * All that the store asks of a file system. Any thread may call it; every call may block.
 *
 * <p>Durability: the bytes of a file survive a power cut from its last {@link StoreFile#sync}; its name, its renaming or its
 * deletion from the last {@link #syncDirectory} of the directory it is in. What was not synced may be there, in part or not at all.
 */
public interface FileSystem {
    /** Makes a new file to write and read. Fails with FileAlreadyExistsException when there is one. */
    StoreFile create(Path path) throws IOException;

    /** Opens a file to read only. Fails with NoSuchFileException when there is none. */
    StoreFile openRead(Path path) throws IOException;

    /** Opens an existing file to read and write. Fails with NoSuchFileException when there is none. */
    StoreFile openWrite(Path path) throws IOException;

    /** The files and directories in a directory, sorted by name; empty when the directory does not exist. */
    List<Path> list(Path directory) throws IOException;

    boolean exists(Path path) throws IOException;

    /** Makes the directory and its parents, and makes them durable. */
    void createDirectories(Path directory) throws IOException;

    /** Atomically gives a file (or directory) another name, replacing a file that has it. */
    void rename(Path from, Path to) throws IOException;

    /**
     * Gives a file one more name (a hard link): its bytes stay until the last name is deleted. Fails with FileAlreadyExistsException when the
     * name is taken, and where the file system has no links or the name is on another one.
     */
    void link(Path existing, Path name) throws IOException;

    /** Deletes a file or an empty directory; no error when there is none. */
    void delete(Path path) throws IOException;

    void syncDirectory(Path directory) throws IOException;

    /** Takes the exclusive lock that a file stands for, until closed. Fails with a message that names the holder if known. */
    Closeable lock(Path path) throws IOException;
}
