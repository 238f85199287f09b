package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.RangeDeletions;
import io.travertine.storage.lsm.entry.Stamp;
import io.travertine.storage.lsm.memtable.Memtable;
import io.travertine.storage.lsm.memtable.MemtableVariant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A memtable, and the range deletions that came with it. One thread adds at a time, with the store's lock; others read. */
final class FreshEntries {
    private final Memtable memtable;
    private final AtomicInteger views = new AtomicInteger();
    private final List<RangeDeletion> added = new ArrayList<>();
    private volatile int deletionCount;
    private volatile RangeDeletions deletions = RangeDeletions.NONE;
    private volatile long firstSequence;
    private volatile long deletionBytes;
    /** 0 while things are added. */
    private volatile long lastSequence;

    FreshEntries(MemtableVariant variant) {
        memtable = variant.create();
    }

    void add(long sequence, BatchReader change) {
        if (firstSequence == 0) {
            firstSequence = sequence;
        }
        if (change.isRangeDeletion()) {
            addDeletion(sequence, change);
        } else {
            EntryKind kind = change.kind();
            memtable.add(
                    change.bytes(),
                    change.keyFrom(),
                    change.keyLength(),
                    Stamp.of(sequence, kind),
                    change.bytes(),
                    change.valueFrom(),
                    change.valueLength());
        }
    }

    private void addDeletion(long sequence, BatchReader change) {
        byte[] from = Arrays.copyOfRange(change.bytes(), change.keyFrom(), change.keyFrom() + change.keyLength());
        byte[] to = Arrays.copyOfRange(change.bytes(), change.valueFrom(), change.valueFrom() + change.valueLength());
        synchronized (added) {
            added.add(new RangeDeletion(from, to, sequence));
            deletionBytes += from.length + to.length + 64L;
            deletionCount = added.size();
        }
    }

    /** Those that were added before the call, and perhaps later ones. */
    RangeDeletions deletions() {
        RangeDeletions known = deletions;
        if (known.size() == deletionCount) {
            return known;
        }
        synchronized (added) {
            known = deletions;
            if (known.size() < added.size()) {
                known = known.with(added.subList(known.size(), added.size()));
                deletions = known;
            }
            return known;
        }
    }

    Memtable memtable() {
        return memtable;
    }

    /** Of the first change; 0 when there is none. */
    long firstSequence() {
        return firstSequence;
    }

    /** Nothing is added any more; it has all of its tree up to the sequence, from where the one before ends. */
    void seal(long sequence) {
        lastSequence = sequence;
    }

    /** Whether it may have changes after a sequence. */
    boolean mayHaveAfter(long sequence) {
        return lastSequence == 0 || lastSequence > sequence;
    }

    long lastSequence() {
        return lastSequence;
    }

    boolean isEmpty() {
        return firstSequence == 0;
    }

    long bytes() {
        return memtable.bytes() + deletionBytes;
    }

    void retain() {
        views.incrementAndGet();
    }

    /** The last view that lets go frees the memory. */
    void release() {
        if (views.decrementAndGet() == 0) {
            memtable.close();
        }
    }
}
