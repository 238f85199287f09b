package io.travertine.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The file system of the operating system, through {@link FileChannel}. */
public final class OsFileSystem implements FileSystem {
    private static final int HOLDER_BYTES = 20;
    /** What this process has locked. */
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    @Override
    public StoreFile create(Path path) throws IOException {
        return OsFile.create(path);
    }

    @Override
    public StoreFile openRead(Path path) throws IOException {
        return OsFile.open(path, StandardOpenOption.READ);
    }

    @Override
    public StoreFile openWrite(Path path) throws IOException {
        return OsFile.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(directory)) {
            return names.sorted().toList();
        }
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = directory.toAbsolutePath();
                path != null && !Files.isDirectory(path);
                path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            createDirectory(path);
        }
    }

    private void createDirectory(Path path) throws IOException {
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException made) {
            if (!Files.isDirectory(path)) {
                throw new IOException(path + " is to be a directory, but is a file", made);
            }
        } catch (FileSystemException refused) {
            throw new IOException("the directory " + path + " cannot be made: " + reason(refused), refused);
        }
        Path parent = path.getParent();
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    private static String reason(FileSystemException refused) {
        return switch (refused) {
            case AccessDeniedException _ -> "no permission";
            case NoSuchFileException _ -> "nothing can be made where it would be";
            default -> String.valueOf(refused.getReason());
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    /** An interrupt closes the channel: then it is opened again, and the interrupt stays set for the caller to see. */
    @Override
    public void syncDirectory(Path directory) throws IOException {
        boolean interrupted = false;
        boolean done = false;
        try {
            while (!done) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    done = true;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The file stays when the lock is released: deleting it would let two processes lock two files of one name. That this process has it is known
     * without opening it: closing any of its channels would give the lock away.
     */
    @Override
    public Closeable lock(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        Path key = parent == null ? path : parent.toRealPath().resolve(path.getFileName());
        if (!LOCKED.add(key)) {
            throw lockedBy(path, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            FileChannel channel = lockChannel(path);
            return () -> {
                channel.close();
                LOCKED.remove(key);
            };
        } catch (IOException | RuntimeException failure) {
            LOCKED.remove(key);
            throw failure;
        }
    }

    private static FileChannel lockChannel(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw lockedBy(path, holder(channel));
            }
            channel.truncate(0);
            String holder = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static IOException lockedBy(Path path, String holder) {
        return new IOException(path + " is locked by process " + holder
                + "; a data directory is opened by one process at a time, stop that one first");
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(HOLDER_BYTES);
        channel.read(text, 0);
        return text.position() == 0
                ? "(unknown)"
                : new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }
}
