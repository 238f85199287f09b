package io.travertine.query.operator;

import io.travertine.query.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * How two inputs are joined.
 *
 * @param leftKeys columns that must equal those of {@code rightKeys}, pair by pair; none makes every pair of rows a candidate
 * @param condition what must hold beyond that, over the columns of left and right one after another
 * @param preserveLeft whether left rows without a match come out with nulls
 * @param preserveRight the same for right rows
 * @param buildLeft whether the left side is kept in memory, else the right one
 */
public record JoinShape(
        int[] leftKeys,
        int[] rightKeys,
        @Nullable Expression condition,
        boolean preserveLeft,
        boolean preserveRight,
        boolean buildLeft) {}
