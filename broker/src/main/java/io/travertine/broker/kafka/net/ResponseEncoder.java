package io.travertine.broker.kafka.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.network.TransferableChannel;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestContext;

/**
 * Brings an answer into the form it travels in, size first. Records are not copied: the parts hold their buffers, or say where in
 * a file they lie.
 */
final class ResponseEncoder {
    private ResponseEncoder() {}

    /**
     * What is written for an answer.
     *
     * @param parts buffers and regions of files, in order
     * @param hasRegions whether any of the parts is sent from a file
     */
    record Encoded(List<Object> parts, int bytes, boolean hasRegions) {}

    static Encoded encode(RequestContext context, AbstractResponse response) {
        Send send = context.buildResponseSend(response);
        int bytes = Math.toIntExact(send.size());
        Collector collector = new Collector();
        try {
            while (!send.completed()) {
                send.writeTo(collector);
            }
        } catch (IOException e) {
            throw new IllegalStateException("collecting buffers does no I/O", e);
        }
        collector.endBuffers();
        return new Encoded(collector.parts, bytes, collector.hasRegions);
    }

    /** A region of a file that somebody else closes. */
    private static final class BorrowedFileRegion extends DefaultFileRegion {
        BorrowedFileRegion(FileChannel file, long position, long count) {
            super(file, position, count);
        }

        @Override
        protected void deallocate() {}
    }

    /** Takes what Kafka's codec would write to a socket. */
    private static final class Collector implements TransferableChannel {
        private final List<Object> parts = new ArrayList<>(2);
        private final List<ByteBuffer> buffers = new ArrayList<>(4);
        private boolean hasRegions;

        private void endBuffers() {
            if (!buffers.isEmpty()) {
                parts.add(Unpooled.wrappedBuffer(buffers.toArray(new ByteBuffer[0])));
                buffers.clear();
            }
        }

        @Override
        public int write(ByteBuffer buffer) {
            int bytes = buffer.remaining();
            buffers.add(buffer.slice());
            buffer.position(buffer.limit());
            return bytes;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            long bytes = 0;
            for (int i = offset; i < offset + length; i++) {
                bytes += write(sources[i]);
            }
            return bytes;
        }

        @Override
        public long write(ByteBuffer[] sources) {
            return write(sources, 0, sources.length);
        }

        @Override
        public boolean hasPendingWrites() {
            return false;
        }

        @Override
        public long transferFrom(FileChannel file, long position, long count) {
            endBuffers();
            parts.add(new BorrowedFileRegion(file, position, count));
            hasRegions = true;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
