package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.TupleInterner;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY: gives the keys, then the aggregates. Each batch is numbered by group first, then every aggregate runs over it in
 * a loop of its own. Without keys there is one group, also when there are no rows.
 */
public final class AggregateOperator extends Operator {
    private final Operator input;
    private final List<Integer> keys;
    private final List<Aggregate> aggregates;
    private final String description;
    private @Nullable Chunks groups;

    public AggregateOperator(
            ExecutionContext context,
            Operator input,
            List<Integer> keys,
            List<Aggregate> aggregates,
            String description) {
        super(context, outputTypes(input.types(), keys, aggregates), List.of(input));
        this.input = input;
        this.keys = List.copyOf(keys);
        this.aggregates = List.copyOf(aggregates);
        this.description = description;
    }

    private static List<ColumnType> outputTypes(
            List<ColumnType> input, List<Integer> keys, List<Aggregate> aggregates) {
        List<ColumnType> types = new ArrayList<>();
        keys.forEach(key -> types.add(input.get(key)));
        aggregates.forEach(aggregate -> types.add(aggregate.accumulator(input).type()));
        return types;
    }

    @Override
    @Nullable ColumnBatch advance() {
        Chunks chunks = groups;
        if (chunks == null) {
            chunks = aggregate();
            groups = chunks;
        }
        return chunks.next();
    }

    @Override
    public String describe() {
        return description;
    }

    private Chunks aggregate() {
        TupleInterner tuples =
                new TupleInterner(keys.stream().map(input.types()::get).toList());
        List<Accumulator> accumulators = new ArrayList<>();
        aggregates.forEach(aggregate -> accumulators.add(aggregate.accumulator(input.types())));
        MemoryAccount account = new MemoryAccount(context());
        for (ColumnBatch batch = input.next(); batch != null; batch = input.next()) {
            int[] numbers = new int[batch.rowCount()];
            tuples.intern(columns(batch), batch, numbers);
            long bytes = tuples.memoryBytes();
            for (int i = 0; i < accumulators.size(); i++) {
                Accumulator accumulator = accumulators.get(i);
                accumulator.add(aggregates.get(i).rows(batch), numbers, tuples.size());
                bytes += accumulator.memoryBytes();
            }
            account.hold(bytes);
        }
        int count = tuples.size();
        List<Column> columns = new ArrayList<>(List.of(tuples.values()));
        for (Accumulator accumulator : accumulators) {
            columns.add(accumulator.build(count));
        }
        return new Chunks(columns, null, 0, count);
    }

    private List<Column> columns(ColumnBatch batch) {
        List<Column> columns = new ArrayList<>(keys.size());
        for (int key : keys) {
            columns.add(batch.column(key));
        }
        return columns;
    }
}
