package io.travertine.engine;

/** Told, on the shard's loop, what became of an append. Exactly one of the two is called. */
public interface AppendListener {
    /**
     * The batch is durable and visible to every reader that starts now.
     *
     * @param baseOffset offset of its first record; record i has baseOffset + i
     * @param baseIdHigh upper 64 bits of its first record's id; record i has id + i
     * @param baseIdLow lower 64 bits
     */
    void appended(long baseOffset, long baseIdHigh, long baseIdLow);

    /** It is unknown whether the batch will be there after a restart: storage failed while it was made durable. */
    void failed(Exception cause);
}
