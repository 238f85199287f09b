package io.travertine.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An embedded Travertine: one data directory, opened by one process. Methods that say so may block; the others may be called on
 * an event loop.
 */
public interface Engine extends TableSource, AutoCloseable {
    /**
     * Opens a data directory, made when it does not exist; recovers it when it was not closed. Blocks.
     *
     * @throws io.travertine.storage.CorruptFileException when something that was acknowledged is damaged or missing
     */
    static Engine open(EngineOptions options) throws IOException {
        return LocalEngine.open(options);
    }

    /** Every topic, sorted by name, internal ones too. */
    Collection<Topic> topics();

    @Nullable Topic topic(String name);

    @Nullable Topic topic(UUID id);

    /** Makes a topic, durable when the call returns. Blocks. IllegalArgumentException names what is wrong with the spec. */
    Topic createTopic(TopicSpec spec) throws TopicExistsException, IOException;

    /** Deletes a topic and its records, durable when the call returns; false when there was none. Blocks. */
    boolean deleteTopic(String name) throws IOException;

    /**
     * Changes settings (null value: back to the default), durable when the call returns. Blocks. A new {@code travertine.schema} becomes
     * the newest version of the topic's schema; one that it had before leaves the newest as it is.
     *
     * @throws io.travertine.schema.evolution.IncompatibleSchemaException says column by column why a new schema is refused
     * @throws IllegalArgumentException when there is no such topic or setting, or a value is wrong
     */
    Topic alterTopic(String name, Map<String, @Nullable String> changes) throws IOException;

    /** A number no producer had before and none will get again, durable when the call returns. Blocks now and then. */
    long nextProducerId() throws IOException;

    /** The record with this id, if there is one. Blocks. */
    Optional<RecordView> find(long idHigh, long idLow) throws IOException;

    /** Records of a partition from an offset on, up to the high watermark, at most so many. Blocks. */
    List<RecordView> read(Partition partition, long offset, int limit) throws IOException, OffsetOutOfRangeException;

    /**
     * Deletes the records of a partition below an offset: its log start moves there, durably when the call returns, and never
     * moves back. Their space is freed in the background. Blocks.
     *
     * @throws OffsetOutOfRangeException when the offset is above the high watermark
     */
    void deleteRecords(Partition partition, long beforeOffset) throws IOException, OffsetOutOfRangeException;

    /** Seals the open log files: what they hold becomes SSTables. Blocks. */
    void seal() throws IOException;

    /** Seals, and brings all that the topic has into columnar segments. Blocks until done. */
    CompactionReport compact(String topic) throws IOException;

    /**
     * How long a producer should be asked to wait before it sends more, 0 while there is room; grows smoothly as the memory
     * budget is used up.
     */
    int throttleMs();

    /**
     * Why some shard takes no writes any more, or null while all of them do. A shard whose log failed takes them again after a restart;
     * reads go on.
     */
    @Nullable String failure();

    /** Makes everything durable, stops background work, releases the directory. Blocks. */
    @Override
    void close() throws IOException;
}
