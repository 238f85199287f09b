package io.travertine.columnar.segment;

import com.google.flatbuffers.FlatBufferBuilder;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes an Arrow IPC file.
 *
 * <pre>
 * "ARROW1" 0 0
 * message: schema
 * messages: dictionaries
 * messages: record batches
 * ff ff ff ff 00 00 00 00              end of the stream
 * footer                               schema, where the dictionaries and record batches lie
 * i32 length of the footer, "ARROW1"
 *
 * message   0  ff ff ff ff
 *           4  i32  length of the metadata, so that the body begins at a multiple of 8
 *           8       metadata (flatbuffer)
 *                   body: buffers, each at a multiple of 8, compressed one by one
 * </pre>
 */
final class ArrowFileWriter {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTINUATION = -1;
    private static final int ALIGNMENT = 8;

    private final StoreFile file;
    private final Schema schema;
    private final ByteSink body = new ByteSink();
    private final ByteSink frame = new ByteSink();
    private final CRC32C checksum = new CRC32C();
    private final List<ArrowBlock> dictionaries = new ArrayList<>();
    private final List<ArrowBlock> batches = new ArrayList<>();
    private long position;
    /** Where the body of the last message began. */
    private long bodyPosition;

    ArrowFileWriter(StoreFile file, Schema schema) throws IOException {
        this.file = file;
        this.schema = schema;
        frame.write(MAGIC, 0, MAGIC.length);
        frame.align(ALIGNMENT);
        write(frame);
        FlatBufferBuilder builder = new FlatBufferBuilder();
        writeMessage(builder, MessageHeader.Schema, schema.getSchema(builder));
    }

    /** Writes a dictionary; returns where its buffers lie: validity, offsets, data. */
    List<StoredBuffer> writeDictionary(long id, ColumnBuffers entries) throws IOException {
        List<StoredBuffer> buffers = gatherBody(List.of(entries));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int data = recordBatch(builder, entries.rowCount(), List.of(entries), buffers);
        dictionaries.add(writeMessage(
                builder,
                MessageHeader.DictionaryBatch,
                DictionaryBatch.createDictionaryBatch(builder, id, data, false)));
        return inFile(buffers);
    }

    /** Writes a record batch; returns where its buffers lie: for each column validity, values, and data if there are any. */
    List<StoredBuffer> writeBatch(int rowCount, List<ColumnBuffers> columns) throws IOException {
        List<StoredBuffer> buffers = gatherBody(columns);
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int header = recordBatch(builder, rowCount, columns, buffers);
        batches.add(writeMessage(builder, MessageHeader.RecordBatch, header));
        return inFile(buffers);
    }

    /** Ends the file; returns its size. */
    long finish() throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        builder.finish(new ArrowFooter(schema, dictionaries, batches).writeTo(builder));
        ByteBuffer footer = builder.dataBuffer();
        frame.clear();
        frame.putInt(CONTINUATION);
        frame.putInt(0);
        frame.write(footer.array(), footer.arrayOffset() + footer.position(), footer.remaining());
        frame.putInt(footer.remaining());
        frame.write(MAGIC, 0, MAGIC.length);
        write(frame);
        return position;
    }

    /** CRC32C of all that was written. */
    int checksum() {
        return (int) checksum.getValue();
    }

    /** Compresses the buffers into {@link #body}; their positions are relative to it. */
    private List<StoredBuffer> gatherBody(List<ColumnBuffers> columns) {
        body.clear();
        List<StoredBuffer> buffers = new ArrayList<>();
        for (ColumnBuffers column : columns) {
            buffers.add(gather(column.validity()));
            buffers.add(gather(column.values()));
            if (column.data() != null) {
                buffers.add(gather(column.data()));
            }
        }
        return buffers;
    }

    private StoredBuffer gather(ColumnBuffers.Buffer buffer) {
        int begin = body.size();
        BufferCodec.write(buffer.array(), buffer.length(), body);
        int storedLength = body.size() - begin;
        int crc = ZonesFormat.checksum(body.array(), begin, storedLength);
        body.align(ALIGNMENT);
        return new StoredBuffer(begin, storedLength, buffer.length(), crc);
    }

    private static int recordBatch(
            FlatBufferBuilder builder, int rowCount, List<ColumnBuffers> columns, List<StoredBuffer> buffers) {
        RecordBatch.startNodesVector(builder, columns.size());
        for (ColumnBuffers column : columns.reversed()) {
            FieldNode.createFieldNode(builder, column.rowCount(), column.nullCount());
        }
        int nodes = builder.endVector();
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (StoredBuffer buffer : buffers.reversed()) {
            Buffer.createBuffer(builder, buffer.position(), buffer.storedLength());
        }
        int bufferVector = builder.endVector();
        int compression =
                BodyCompression.createBodyCompression(builder, CompressionType.LZ4_FRAME, BodyCompressionMethod.BUFFER);
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, rowCount);
        RecordBatch.addNodes(builder, nodes);
        RecordBatch.addBuffers(builder, bufferVector);
        RecordBatch.addCompression(builder, compression);
        return RecordBatch.endRecordBatch(builder);
    }

    /** Writes a message with what {@link #body} holds as its body. */
    private ArrowBlock writeMessage(FlatBufferBuilder builder, byte headerType, int header) throws IOException {
        Message.startMessage(builder);
        Message.addVersion(builder, MetadataVersion.V5);
        Message.addHeaderType(builder, headerType);
        Message.addHeader(builder, header);
        Message.addBodyLength(builder, body.size());
        builder.finish(Message.endMessage(builder));
        ByteBuffer metadata = builder.dataBuffer();
        frame.clear();
        frame.putInt(CONTINUATION);
        frame.putInt(metadata.remaining() + ALIGNMENT - 1 & -ALIGNMENT);
        frame.write(metadata.array(), metadata.arrayOffset() + metadata.position(), metadata.remaining());
        frame.align(ALIGNMENT);
        ArrowBlock block = new ArrowBlock(position, frame.size(), body.size());
        write(frame);
        bodyPosition = position;
        write(body);
        return block;
    }

    private List<StoredBuffer> inFile(List<StoredBuffer> buffers) {
        return buffers.stream()
                .map(buffer -> buffer.storedLength() == 0
                        ? StoredBuffer.NONE
                        : new StoredBuffer(
                                bodyPosition + buffer.position(),
                                buffer.storedLength(),
                                buffer.length(),
                                buffer.checksum()))
                .toList();
    }

    private void write(ByteSink sink) throws IOException {
        checksum.update(sink.array(), 0, sink.size());
        file.write(sink.buffer(), position);
        position += sink.size();
    }
}
