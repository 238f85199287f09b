package io.travertine.storage.lsm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls a tree's merge operator. */
final class Merges {
    private Merges() {}

    static byte[] apply(@Nullable MergeOperator operator, byte[] key, byte @Nullable [] base, List<byte[]> operands) {
        if (operator == null) {
            throw new IllegalStateException("the tree has merge operands, but was opened without a merge operator;"
                    + " open it with the one they were written for");
        }
        return operator.merge(key, base, operands);
    }
}
