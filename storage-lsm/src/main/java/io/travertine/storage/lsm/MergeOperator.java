package io.travertine.storage.lsm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of operands that were given to {@link Tree#merge}: a counter of increments, a set of additions. Called by any thread that
 * reads, and by compaction. The same input must give the same value, whenever: a value that was made may stand in for the operands.
 */
@FunctionalInterface
public interface MergeOperator {
    /**
     * Makes a value.
     *
     * @param base the value before the operands, or null when there was none
     * @param operands at least one, the oldest first
     */
    byte[] merge(byte[] key, byte @Nullable [] base, List<byte[]> operands);
}
