package io.travertine.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file system in memory that keeps apart what was asked for and what is durable, and that can lose the difference: {@link
 * #crash} gives the file system as it may be found after a power cut. Unsynced bytes are there in whole, in part (any block of
 * 4 KB, torn at a sector or anywhere) or not at all; unsynced names, renames and deletions have happened or not.
 *
 * <p>Every operation that changes something has a number, counted from 1, at which a {@link Fault} can be placed. What happens
 * depends on the calls and the Random alone, so a seed replays it. Directories are durable once created.
 */
public final class StrictFileSystem implements FileSystem {
    private static final StrictInode DIRECTORY = new StrictInode();

    private final TreeMap<Path, StrictInode> names = new TreeMap<>();
    private final TreeMap<Path, StrictInode> durableNames = new TreeMap<>();
    private final List<NameChange> unsyncedNames = new ArrayList<>();
    private final Map<Long, Fault> faults = new HashMap<>();
    private final Set<Path> locked = new HashSet<>();
    private final Set<Path> unreadable = new HashSet<>();
    private long operations;
    private boolean off;

    /** A name given ({@code from} null), taken away ({@code to} null) or changed. */
    private record NameChange(Path from, Path to, StrictInode inode) {
        boolean isIn(Path directory) {
            return (from != null && directory.equals(from.getParent()))
                    || (to != null && directory.equals(to.getParent()));
        }

        void applyTo(TreeMap<Path, StrictInode> names) {
            if (from != null) {
                names.remove(from);
            }
            if (to != null) {
                names.put(to, inode);
            }
            if (from != null && to != null && inode == DIRECTORY) {
                moveChildren(names);
            }
        }

        private void moveChildren(TreeMap<Path, StrictInode> names) {
            for (Path path : List.copyOf(names.tailMap(from).keySet())) {
                if (path.startsWith(from)) {
                    names.put(to.resolve(from.relativize(path)), names.remove(path));
                }
            }
        }
    }

    // ---- What a test does to it

    /** How many changing operations there were so far. */
    public synchronized long operations() {
        return operations;
    }

    /** Lets the operation with this number fail. */
    public synchronized void failAt(long operation, Fault fault) {
        faults.put(operation, fault);
    }

    /** Lets every read of the file fail from now on. */
    public synchronized void failReads(Path path) {
        unreadable.add(path.toAbsolutePath().normalize());
    }

    /** Changes a byte, behind the back of whoever has the file open. */
    public synchronized void corrupt(Path path, long position, int xor) {
        StrictInode inode = names.get(path.toAbsolutePath().normalize());
        inode.corrupt((int) position, xor);
    }

    /** Cuts or extends a file, behind the back of whoever has it open. */
    public synchronized void resize(Path path, long size) {
        StrictInode inode = names.get(path.toAbsolutePath().normalize());
        inode.truncate(size);
        if (size > inode.size()) {
            inode.write(inode.size(), new byte[(int) size - inode.size()]);
        }
        inode.sync();
    }

    /** A copy of the bytes of a file. */
    public synchronized byte[] content(Path path) {
        return names.get(path.toAbsolutePath().normalize()).bytes().clone();
    }

    /** Another file system with the same content, all of it durable, without faults and locks. */
    public synchronized StrictFileSystem copy() {
        StrictFileSystem copy = new StrictFileSystem();
        Map<StrictInode, StrictInode> copies = new IdentityHashMap<>();
        names.forEach((path, inode) -> copy.names.put(path, copies.computeIfAbsent(inode, StrictFileSystem::copyOf)));
        copy.durableNames.putAll(copy.names);
        return copy;
    }

    private static StrictInode copyOf(StrictInode inode) {
        return inode == DIRECTORY ? DIRECTORY : inode.copy();
    }

    /** Cuts the power: this one fails from now on, the returned one has what may be left. */
    public synchronized StrictFileSystem crash(Random seed) {
        off = true;
        Random random = new Random(seed.nextLong() * 0x9e3779b97f4a7c15L); // small seeds begin alike
        TreeMap<Path, StrictInode> left = new TreeMap<>(durableNames);
        boolean inOrder = random.nextInt(4) > 0;
        int happened = random.nextInt(unsyncedNames.size() + 1);
        for (int i = 0; i < unsyncedNames.size(); i++) {
            if (inOrder ? i < happened : random.nextBoolean()) {
                unsyncedNames.get(i).applyTo(left);
            }
        }
        StrictFileSystem survivor = new StrictFileSystem();
        Map<StrictInode, StrictInode> survivors = new IdentityHashMap<>();
        left.forEach((path, inode) -> survivor.names.put(
                path, survivors.computeIfAbsent(inode, i -> i == DIRECTORY ? DIRECTORY : i.crash(random))));
        survivor.durableNames.putAll(survivor.names);
        return survivor;
    }

    // ---- What the store does with it

    @Override
    public synchronized StoreFile create(Path path) throws IOException {
        Path key = key(path);
        parentOf(key);
        if (names.containsKey(key)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Fault fault = operation("create " + path);
        StrictInode inode = new StrictInode();
        change(new NameChange(null, key, inode));
        cutPower(fault);
        return new StrictFile(this, path, key, inode, true);
    }

    @Override
    public StoreFile openRead(Path path) throws IOException {
        return open(path, false);
    }

    @Override
    public StoreFile openWrite(Path path) throws IOException {
        return open(path, true);
    }

    private synchronized StoreFile open(Path path, boolean writable) throws IOException {
        Path key = key(path);
        StrictInode inode = names.get(key);
        if (inode == null || inode == DIRECTORY) {
            throw new NoSuchFileException(path.toString());
        }
        return new StrictFile(this, path, key, inode, writable);
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        Path key = key(directory);
        return names.tailMap(key, false).keySet().stream()
                .filter(path -> key.equals(path.getParent()))
                .map(path -> directory.resolve(path.getFileName()))
                .toList();
    }

    @Override
    public synchronized boolean exists(Path path) throws IOException {
        Path key = key(path);
        return names.containsKey(key) || key.getParent() == null;
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        Path key = key(directory);
        Fault fault = operation("create directory " + directory);
        for (Path path = key; path.getParent() != null; path = path.getParent()) {
            StrictInode before = names.putIfAbsent(path, DIRECTORY);
            if (before != null && before != DIRECTORY) {
                throw new FileAlreadyExistsException(path.toString());
            }
            durableNames.putIfAbsent(path, DIRECTORY);
        }
        cutPower(fault);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        Path fromKey = key(from);
        Path toKey = key(to);
        parentOf(toKey);
        StrictInode inode = names.get(fromKey);
        if (inode == null) {
            throw new NoSuchFileException(from.toString());
        }
        Fault fault = operation("rename " + from + " to " + to);
        change(new NameChange(fromKey, toKey, inode));
        cutPower(fault);
    }

    @Override
    public synchronized void link(Path existing, Path name) throws IOException {
        Path key = key(name);
        parentOf(key);
        StrictInode inode = names.get(key(existing));
        if (inode == null || inode == DIRECTORY) {
            throw new NoSuchFileException(existing.toString());
        }
        if (names.containsKey(key)) {
            throw new FileAlreadyExistsException(name.toString());
        }
        Fault fault = operation("link " + existing + " as " + name);
        change(new NameChange(null, key, inode));
        cutPower(fault);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        Path key = key(path);
        StrictInode inode = names.get(key);
        if (inode == null) {
            return;
        }
        if (inode == DIRECTORY && !list(path).isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        Fault fault = operation("delete " + path);
        change(new NameChange(key, null, inode));
        cutPower(fault);
    }

    @Override
    public synchronized void syncDirectory(Path directory) throws IOException {
        Path key = key(directory);
        if (names.get(key) != DIRECTORY && key.getParent() != null) {
            throw new NotDirectoryException(directory.toString());
        }
        Fault fault = operation("sync directory " + directory);
        cutPower(fault);
        for (NameChange change : List.copyOf(unsyncedNames)) {
            if (change.isIn(key)) {
                change.applyTo(durableNames);
                unsyncedNames.remove(change);
            }
        }
    }

    @Override
    public synchronized Closeable lock(Path path) throws IOException {
        Path key = key(path);
        parentOf(key);
        if (!locked.add(key)) {
            throw new IOException(path + " is locked by this process");
        }
        if (!names.containsKey(key)) {
            change(new NameChange(null, key, new StrictInode()));
        }
        return () -> unlock(key);
    }

    private synchronized void unlock(Path key) {
        locked.remove(key);
    }

    // ---- Shared with the open files, which hold this object's monitor

    Fault operation(String what) throws IOException {
        checkPower();
        operations++;
        Fault fault = faults.get(operations);
        if (fault == Fault.IO_ERROR || fault == Fault.NO_SPACE) {
            throw failure(fault, what);
        }
        return fault;
    }

    IOException failure(Fault fault, String what) {
        String reason = fault == Fault.IO_ERROR ? "Input/output error" : "No space left on device";
        return new IOException(reason + " (injected at operation " + operations + ": " + what + ")");
    }

    void cutPower(Fault fault) throws IOException {
        if (fault == Fault.POWER_CUT) {
            off = true;
            checkPower();
        }
    }

    void checkPower() throws IOException {
        if (off) {
            throw new IOException("the power is off since operation " + operations);
        }
    }

    boolean readable(Path key) {
        return !unreadable.contains(key);
    }

    private void change(NameChange change) {
        unsyncedNames.add(change);
        change.applyTo(names);
    }

    private Path key(Path path) throws IOException {
        checkPower();
        return path.toAbsolutePath().normalize();
    }

    private void parentOf(Path key) throws IOException {
        Path parent = key.getParent();
        if (parent != null && parent.getParent() != null && names.get(parent) != DIRECTORY) {
            throw new NoSuchFileException(key.toString(), null, "its directory does not exist");
        }
    }
}
