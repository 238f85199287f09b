package io.travertine.query.operator;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Constant;
import io.travertine.query.expression.LongCodes;
import io.travertine.schema.ColumnType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate function of a GROUP BY.
 *
 * @param function which
 * @param arguments positions of its arguments in the input
 * @param distinct whether each value counts once
 * @param filter position of a boolean column that selects the rows it sees, or -1
 * @param literal what {@link Function#LITERAL} gives, null for the others
 */
public record Aggregate(
        Function function,
        List<Integer> arguments,
        boolean distinct,
        int filter,
        @Nullable Constant literal) {
    /** What can be computed over a group. */
    public enum Function {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX,
        ARG_MIN,
        ARG_MAX,
        ANY_VALUE,
        SINGLE_VALUE,
        /** The same value for every group. */
        LITERAL,
        /** A sum that is 0, not null, when there is nothing to add. */
        SUM_OR_ZERO,
        VAR_POP,
        VAR_SAMP,
        STDDEV_POP,
        STDDEV_SAMP
    }

    public Aggregate {
        arguments = List.copyOf(arguments);
    }

    /** @param input the types of the input's columns; numbers that are averaged for their spread must be FLOAT64 */
    Accumulator accumulator(List<ColumnType> input) {
        Accumulator plain = plain(input);
        boolean matters = distinct && !arguments.isEmpty() && function != Function.MIN && function != Function.MAX;
        return matters ? new DistinctAccumulator(arguments.getFirst(), input.get(arguments.getFirst()), plain) : plain;
    }

    /** The rows it sees. */
    ColumnBatch rows(ColumnBatch batch) {
        return filter < 0 ? batch : Columns.where(batch, (BooleanColumn) batch.column(filter));
    }

    private Accumulator plain(List<ColumnType> input) {
        int first = arguments.isEmpty() ? CountAccumulator.ALL_ROWS : arguments.getFirst();
        ColumnType type = arguments.isEmpty() ? ColumnType.INT64 : input.get(first);
        return switch (function) {
            case COUNT -> new CountAccumulator(first);
            case SUM, AVG ->
                type == ColumnType.FLOAT64
                        ? new DoubleSumAccumulator(first, function == Function.AVG)
                        : new LongSumAccumulator(first, function == Function.AVG);
            case MIN, MAX -> minMax(type, first);
            case SUM_OR_ZERO ->
                new ZeroWhenEmptyAccumulator(
                        type == ColumnType.FLOAT64
                                ? new DoubleSumAccumulator(first, false)
                                : new LongSumAccumulator(first, false));
            case LITERAL -> new LiteralAccumulator(Objects.requireNonNull(literal));
            case ARG_MIN -> new BestRowAccumulator(type, first, arguments.get(1), BestRowAccumulator.Rule.LEAST);
            case ARG_MAX -> new BestRowAccumulator(type, first, arguments.get(1), BestRowAccumulator.Rule.GREATEST);
            case ANY_VALUE -> new BestRowAccumulator(type, first, first, BestRowAccumulator.Rule.FIRST);
            case SINGLE_VALUE -> new BestRowAccumulator(type, first, first, BestRowAccumulator.Rule.ONLY);
            case VAR_POP -> new VarianceAccumulator(first, false, false);
            case VAR_SAMP -> new VarianceAccumulator(first, true, false);
            case STDDEV_POP -> new VarianceAccumulator(first, false, true);
            case STDDEV_SAMP -> new VarianceAccumulator(first, true, true);
        };
    }

    private Accumulator minMax(ColumnType type, int column) {
        boolean max = function == Function.MAX;
        return LongCodes.has(type)
                ? new MinMaxAccumulator(type, column, max)
                : new BestRowAccumulator(
                        type, column, column, max ? BestRowAccumulator.Rule.GREATEST : BestRowAccumulator.Rule.LEAST);
    }
}
