package io.travertine.broker.kafka.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.network.TransferableChannel;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestContext;

/** Brings an answer into the form it travels in, size first. Records are not copied: the result holds their buffers. */
final class ResponseEncoder {
    private ResponseEncoder() {}

    static ByteBuf encode(RequestContext context, AbstractResponse response) {
        Send send = context.buildResponseSend(response);
        Collector collector = new Collector();
        try {
            while (!send.completed()) {
                send.writeTo(collector);
            }
        } catch (IOException e) {
            throw new IllegalStateException("collecting buffers does no I/O", e);
        }
        return Unpooled.wrappedBuffer(collector.buffers.toArray(new ByteBuffer[0]));
    }

    /** Takes the buffers that Kafka's codec would write to a socket. */
    private static final class Collector implements TransferableChannel {
        private final List<ByteBuffer> buffers = new ArrayList<>(4);

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
            throw new UnsupportedOperationException("answers hold their records in memory");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
