package io.travertine.engine.compaction;

import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.segment.Segment;
import io.travertine.columnar.segment.SegmentFiles;
import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.engine.CompactionReport;
import io.travertine.engine.catalog.Manifest;
import io.travertine.engine.shard.EntryCursor;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.shard.PartitionSegments;
import io.travertine.engine.shard.Shard;
import io.travertine.engine.table.ChunkAppender;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.log.LogFile;
import io.travertine.storage.log.LogView;
import io.travertine.storage.log.PartitionEntries;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/**
 * What happens behind the writers' back, one call at a time:
 *
 * <ol>
 *   <li>records of sealed log files are written into segments, partition by partition;
 *   <li>the segments are published with one manifest commit, and queries go over to them;
 *   <li>small segments that lie side by side are merged;
 *   <li>sealed files that are wholly in segments are retired, oldest first, until so many bytes are left for fast log reads;
 *   <li>segments that retention excludes are dropped, and the log start moves up.
 * </ol>
 */
public final class Compactor {
    private final FileSystem files;
    private final Manifest manifest;
    private final InstantSource clock;
    private final long hotLogBytes;
    private final LogStarts logStarts;

    /** How the log start of a partition is moved up. */
    @FunctionalInterface
    public interface LogStarts {
        void raise(PartitionLog partition, long offset) throws IOException;
    }

    public Compactor(FileSystem files, Manifest manifest, InstantSource clock, long hotLogBytes, LogStarts logStarts) {
        this.files = files;
        this.manifest = manifest;
        this.clock = clock;
        this.hotLogBytes = hotLogBytes;
        this.logStarts = logStarts;
    }

    /** Compacts what sealed files hold of the partitions. */
    public CompactionReport compact(List<CompactionTarget> targets) throws IOException {
        long began = clock.millis();
        CompactionReport total = CompactionReport.NONE;
        for (CompactionTarget target : targets) {
            total = total.plus(unlessDeleted(target, CompactionReport.NONE, () -> compact(target)));
        }
        return total.took(clock.millis() - began);
    }

    private CompactionReport compact(CompactionTarget target) throws IOException {
        PartitionLog partition = target.partition();
        PartitionSegments before = partition.retainSegments();
        try (LogView view = partition.shard().view()) {
            EntryCursor entries = new EntryCursor(view, partition.number(), partition.logNeededFrom());
            List<SegmentInfo> written = decode(target, entries, firstUnsealed(view), before.nextNumber());
            if (written.isEmpty()) {
                return CompactionReport.NONE;
            }
            int end = before.list().size();
            publish(target, before, end, end, written);
            return report(written);
        } finally {
            before.release();
        }
    }

    /** Brings the entries that lie in files before a sequence into segments. */
    private List<SegmentInfo> decode(CompactionTarget target, EntryCursor entries, long beforeSequence, long nextNumber)
            throws IOException {
        try (SegmentSequence output = new SegmentSequence(files, target, nextNumber)) {
            ChunkAppender appender =
                    new ChunkAppender(target.format(), target.partition().index(), output);
            while (entries.next() && entries.file().firstSequence() < beforeSequence) {
                if (target.partition().deleted()) {
                    return List.of();
                }
                appender.append(entries);
            }
            MemoryChunk rest = appender.rest();
            if (rest != null) {
                output.full(rest);
            }
            return output.finish();
        }
    }

    /** Merges small segments of a partition until there are few; returns how many are gone. */
    public int merge(CompactionTarget target) throws IOException {
        int gone = 0;
        int merged;
        do {
            merged = unlessDeleted(target, 0, () -> mergeOnce(target));
            gone += merged;
        } while (merged > 0);
        return gone;
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }

    /** What fails because its topic was deleted meanwhile, and the files with it, has nothing left to do. */
    private static <T> T unlessDeleted(CompactionTarget target, T nothing, Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (IOException e) {
            if (target.partition().deleted()) {
                return nothing;
            }
            throw e;
        }
    }

    private int mergeOnce(CompactionTarget target) throws IOException {
        PartitionSegments before = target.partition().retainSegments();
        try {
            List<SegmentInfo> infos = before.list().stream().map(Segment::info).toList();
            MergePolicy.Run run = MergePolicy.choose(infos);
            if (run == null || target.partition().deleted()) {
                return 0;
            }
            try (SegmentSequence output = new SegmentSequence(files, target, before.nextNumber())) {
                List<SegmentInfo> written =
                        new SegmentMerger(target, output).merge(before.list().subList(run.from(), run.to()));
                publish(target, before, run.from(), run.to(), written);
                return run.to() - run.from() - written.size();
            }
        } finally {
            before.release();
        }
    }

    /** Puts segments in the place of others, in the manifest first, and deletes those. */
    private void publish(CompactionTarget target, PartitionSegments before, int from, int to, List<SegmentInfo> written)
            throws IOException {
        List<SegmentInfo> replaced =
                before.list().subList(from, to).stream().map(Segment::info).toList();
        List<Segment> opened = SegmentFiles.open(files, target.directory(), written);
        PartitionSegments after = before.replaced(from, to, opened);
        boolean published = false;
        try {
            // A deletion comes before this, and nothing is written for what is forgotten, or behind it.
            synchronized (target.partition()) {
                if (!target.partition().deleted()) {
                    manifest.replaceSegments(target.shard(), target.partition().number(), replaced, written);
                    published = true;
                }
            }
        } finally {
            if (!published) {
                after.release();
            }
        }
        if (published) {
            target.table().publish(after);
        }
        for (SegmentInfo info : replaced) {
            SegmentFiles.delete(files, target.directory(), info.number());
        }
    }

    private static CompactionReport report(List<SegmentInfo> written) {
        long records = written.stream().mapToLong(SegmentInfo::rowCount).sum();
        long bytes = written.stream().mapToLong(SegmentInfo::bytes).sum();
        return new CompactionReport(records, written.size(), 0, bytes, 0);
    }

    private static long firstUnsealed(LogView view) {
        for (LogFile file : view.files()) {
            if (!file.sealed()) {
                return file.firstSequence();
            }
        }
        return Long.MAX_VALUE;
    }

    /** Retires the sealed files of a shard that segments hold and that are not hot; returns how many. */
    public int retire(int number, Shard shard, List<CompactionTarget> targets) throws IOException {
        long keepFrom;
        int retired = 0;
        try (LogView view = shard.view()) {
            List<LogFile> live = view.files();
            long bytes = live.stream().mapToLong(LogFile::sizeInBytes).sum();
            keepFrom = live.isEmpty() ? 0 : live.getFirst().firstSequence();
            for (int i = 0; i + 1 < live.size() && bytes > hotLogBytes; i++) {
                LogFile file = live.get(i);
                if (!file.sealed() || !held(file, targets)) {
                    break;
                }
                bytes -= file.sizeInBytes();
                keepFrom = live.get(i + 1).firstSequence();
                retired++;
            }
        }
        if (retired > 0) {
            manifest.setFirstLiveSequence(number, keepFrom);
            shard.log().retireBelow(keepFrom);
        }
        return retired;
    }

    private static boolean held(LogFile file, List<CompactionTarget> targets) throws IOException {
        for (CompactionTarget target : targets) {
            PartitionLog partition = target.partition();
            PartitionEntries entries = file.index().partitionEntries(partition.number());
            if (!entries.isEmpty() && entries.endOffset() > partition.logNeededFrom()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Drops the segments of a partition that lie below its log start, which its topic's retention may move up first; never the
     * newest, which says where the partition ends. Returns how many.
     */
    public int expire(CompactionTarget target) throws IOException {
        return unlessDeleted(target, 0, () -> expireNow(target));
    }

    private int expireNow(CompactionTarget target) throws IOException {
        PartitionLog partition = target.partition();
        PartitionSegments segments = partition.retainSegments();
        try {
            List<SegmentInfo> infos =
                    segments.list().stream().map(Segment::info).toList();
            List<SegmentInfo> expired = Retention.expired(infos, target.config(), clock.millis());
            if (!expired.isEmpty()) {
                logStarts.raise(partition, expired.getLast().endOffset());
            }
            List<SegmentInfo> dropped = infos.stream()
                    .limit(Math.max(0, infos.size() - 1))
                    .takeWhile(info -> info.endOffset() <= partition.logStartOffset())
                    .toList();
            if (!dropped.isEmpty()) {
                publish(target, segments, 0, dropped.size(), List.of());
            }
            return dropped.size();
        } finally {
            segments.release();
        }
    }
}
