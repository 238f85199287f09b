package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts its input. With a limit it is a top-N: whenever the buffer holds several times as many rows as can be in the answer,
 * it is sorted and cut, so that memory follows the limit and not the input.
 */
public final class SortOperator extends Operator {
    private static final int MIN_BUFFER_ROWS = 16_384;

    private final Operator input;
    private final List<SortKey> keys;
    private final long offset;
    private final long limit;
    private final String description;
    private @Nullable Chunks sorted;

    /** @param limit rows to give behind the offset, Long.MAX_VALUE for all */
    public SortOperator(
            ExecutionContext context, Operator input, List<SortKey> keys, long offset, long limit, String description) {
        super(context, input.types(), List.of(input));
        this.input = input;
        this.keys = List.copyOf(keys);
        this.offset = offset;
        this.limit = limit;
        this.description = description;
    }

    @Override
    @Nullable ColumnBatch advance() {
        Chunks chunks = sorted;
        if (chunks == null) {
            chunks = sort();
            sorted = chunks;
        }
        return chunks.next();
    }

    @Override
    public String describe() {
        return description;
    }

    private Chunks sort() {
        MemoryAccount account = new MemoryAccount(context());
        RowBuffer buffer = new RowBuffer(types(), account);
        long needed = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
        long bufferRows = needed > 1 << 28 ? Long.MAX_VALUE : Math.max(MIN_BUFFER_ROWS, 4 * needed);
        for (ColumnBatch batch = input.next(); batch != null; batch = input.next()) {
            buffer.append(batch);
            if (buffer.size() > bufferRows) {
                int[] rows = new RowOrder(buffer.columns(), buffer.size(), keys).sorted(buffer.size());
                buffer.keep(rows, (int) Math.min(needed, rows.length));
            }
        }
        context().check();
        context().reserve(8L * buffer.size());
        List<Column> columns = buffer.columns();
        int[] rows = new RowOrder(columns, buffer.size(), keys).sorted(buffer.size());
        int end = (int) Math.min(needed, rows.length);
        return new Chunks(columns, rows, (int) Math.min(offset, end), end);
    }
}
