package io.travertine.cli.offline;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.log.LogInspector;
import io.travertine.storage.metadata.MetadataFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/** Prints what is in a file of the store; its name tells what it is. */
public final class FileInspector {
    private final FileSystem files = new OsFileSystem();
    private final Path file;
    private final boolean details;
    private final PrintStream out;

    private FileInspector(Path file, boolean details, PrintStream out) {
        this.file = file;
        this.details = details;
        this.out = out;
    }

    /** @param details every batch, every change */
    public static void print(Path file, boolean details, PrintStream out) throws IOException {
        new FileInspector(file, details, out).print();
    }

    private void print() throws IOException {
        String name = file.getFileName().toString();
        out.println(file + ", " + Files.size(file) + " bytes");
        if (name.endsWith(".log")) {
            LogInspector.print(files, file, details, out);
        } else if (name.endsWith(".arrow")) {
            printArrow();
        } else if (file.toAbsolutePath().getParent() != null
                && file.toAbsolutePath().getParent().endsWith("metadata")) {
            printMetadata();
        } else {
            throw new IOException(file + " is none of: a log file (.log), a segment (.arrow), a file of metadata/");
        }
    }

    private void printMetadata() throws IOException {
        long torn = MetadataFile.inspect(files, file, (version, position, changes) -> {
            out.printf("commit   %d at byte %d: %d changes%n", version, position, changes.size());
            if (details) {
                changes.forEach(change -> out.println("  " + change));
            }
        });
        if (torn > 0) {
            out.println("torn     " + torn + " bytes of an unacknowledged commit");
        }
    }

    private void printArrow() throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(Files.newByteChannel(file), allocator)) {
            reader.getVectorSchemaRoot().getSchema().getFields().forEach(field -> out.println("column   " + field));
            for (ArrowBlock block : reader.getRecordBlocks()) {
                out.printf(
                        "block    at byte %d: %d bytes of metadata, %d of columns%n",
                        block.getOffset(), block.getMetadataLength(), block.getBodyLength());
            }
        }
    }
}
