package io.travertine.cli.offline;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file system on which everything can be tried: it reads the files of another one, keeps in memory what is written, and says
 * what would have been done. The other one is never changed, apart from the lock that keeps brokers out meanwhile.
 */
final class RehearsalFileSystem implements FileSystem {
    private final FileSystem real;
    private final Map<Path, RehearsalFile> written = new TreeMap<>();
    private final Set<Path> deleted = new TreeSet<>();
    private final List<String> deeds = new ArrayList<>();

    RehearsalFileSystem(FileSystem real) {
        this.real = real;
    }

    /** What would have been done, in order; appends to one file in one line. */
    synchronized List<String> deeds() {
        List<String> all = new ArrayList<>(deeds);
        written.forEach((path, file) -> file.describe(path).ifPresent(all::add));
        return all;
    }

    @Override
    public synchronized StoreFile create(Path path) throws IOException {
        if (exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        RehearsalFile file = new RehearsalFile(path, null);
        written.put(path, file);
        return file;
    }

    @Override
    public synchronized StoreFile openRead(Path path) throws IOException {
        RehearsalFile file = written.get(path);
        if (file != null) {
            return file;
        }
        requireExisting(path);
        return real.openRead(path);
    }

    @Override
    public synchronized StoreFile openWrite(Path path) throws IOException {
        RehearsalFile file = written.get(path);
        if (file == null) {
            requireExisting(path);
            file = new RehearsalFile(path, real.openRead(path));
            written.put(path, file);
        }
        return file;
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        Set<Path> names = new TreeSet<>(real.list(directory));
        written.keySet().stream()
                .filter(path -> directory.equals(path.getParent()))
                .forEach(names::add);
        names.removeAll(deleted);
        return List.copyOf(names);
    }

    @Override
    public synchronized boolean exists(Path path) throws IOException {
        return written.containsKey(path) || !deleted.contains(path) && real.exists(path);
    }

    /** A directory that is missing is listed as an empty one. */
    @Override
    public void createDirectories(Path directory) {}

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        RehearsalFile file = written.remove(from);
        if (file == null) {
            requireExisting(from);
            file = new RehearsalFile(from, real.openRead(from));
            deeds.add("rename " + from + " to " + to.getFileName());
        }
        deleted.add(from);
        deleted.remove(to);
        written.put(to, file);
    }

    @Override
    public synchronized void link(Path existing, Path name) throws IOException {
        if (exists(name)) {
            throw new FileAlreadyExistsException(name.toString());
        }
        RehearsalFile file = written.get(existing);
        if (file == null) {
            requireExisting(existing);
            file = new RehearsalFile(existing, real.openRead(existing));
        }
        deeds.add("link " + existing + " as " + name);
        deleted.remove(name);
        written.put(name, file);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        if (written.remove(path) == null && exists(path)) {
            deeds.add("delete " + path);
        }
        deleted.add(path);
    }

    @Override
    public void syncDirectory(Path directory) {}

    @Override
    public Closeable lock(Path path) throws IOException {
        return real.lock(path);
    }

    private void requireExisting(Path path) throws IOException {
        if (!exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
    }
}
