package io.travertine.broker.http.result;

import io.travertine.columnar.ColumnBatch;
import io.travertine.query.QueryStatistics;
import io.travertine.schema.ColumnSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Schema;

/** The Arrow IPC streaming format: the schema, record batches of at most {@link #MAX_ROWS} rows, the end marker. */
final class ArrowResultWriter implements ResultWriter {
    private static final int MAX_ROWS = 8192;

    /** Beyond this a batch of large values fails, not the process. */
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private final RootAllocator allocator = new RootAllocator(MAX_BYTES);
    private final VectorSchemaRoot root;
    private final ArrowStreamWriter arrow;

    ArrowResultWriter(OutputStream target, List<ColumnSchema> columns) throws IOException {
        Schema schema = new Schema(columns.stream().map(ArrowVectors::field).toList());
        root = VectorSchemaRoot.create(schema, allocator);
        arrow = new ArrowStreamWriter(root, null, Channels.newChannel(target));
        try {
            arrow.start();
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void write(ColumnBatch batch) throws IOException {
        for (int from = 0; from < batch.selectedCount(); from += MAX_ROWS) {
            int to = Math.min(from + MAX_ROWS, batch.selectedCount());
            for (int c = 0; c < batch.columns().size(); c++) {
                ArrowVectors.fill(root.getVector(c), batch.column(c), batch, from, to);
            }
            root.setRowCount(to - from);
            arrow.writeBatch();
        }
    }

    @Override
    public void end(QueryStatistics statistics) throws IOException {
        arrow.end();
    }

    /** Closes the vectors, not Arrow's writer, which would write an end marker behind a result that broke off. */
    @Override
    public void close() {
        root.close();
        allocator.close();
    }
}
