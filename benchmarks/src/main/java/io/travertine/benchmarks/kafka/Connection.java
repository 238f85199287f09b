package io.travertine.benchmarks.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.network.TransferableChannel;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * One blocking socket to a broker, with kafka-clients' codec. Answers come in the order of the requests, so that requests may
 * be sent ahead of their answers. For one thread.
 */
final class Connection implements AutoCloseable {
    private static final short API_VERSIONS_VERSION = 3;
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;

    private final SocketChannel socket;
    private final TransferableChannel out;
    private final Queue<RequestHeader> unanswered = new ArrayDeque<>();
    private final ApiVersionsResponse versions;
    private ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
    private int nextCorrelationId;

    Connection(InetSocketAddress address) throws IOException {
        socket = SocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            socket.connect(address);
            out = new SocketOutput(socket);
            ApiVersionsRequestData hello = new ApiVersionsRequestData()
                    .setClientSoftwareName("travertine-benchmarks")
                    .setClientSoftwareVersion("1");
            versions = (ApiVersionsResponse)
                    ask(new ApiVersionsRequest.Builder(hello, API_VERSIONS_VERSION, API_VERSIONS_VERSION)
                            .build(API_VERSIONS_VERSION));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The newest version of a request that both sides know. */
    short version(ApiKeys key) {
        var offered = versions.apiVersion(key.id);
        if (offered == null) {
            throw new UnsupportedOperationException("The broker does not offer " + key);
        }
        return (short) Math.min(offered.maxVersion(), key.latestVersion());
    }

    /** Sends, and waits for the answer; nothing may be unanswered before. */
    AbstractResponse ask(AbstractRequest request) throws IOException {
        send(request);
        return receive();
    }

    /** Sends the whole request; the answer is for {@link #receive} later. */
    void send(AbstractRequest request) throws IOException {
        RequestHeader header =
                new RequestHeader(request.apiKey(), request.version(), "travertine-benchmarks", nextCorrelationId++);
        Send send = request.toSend(header);
        while (!send.completed()) {
            send.writeTo(out);
        }
        unanswered.add(header);
    }

    /** The answer to the oldest request that has none. Bytes in it stay valid until the next call. */
    AbstractResponse receive() throws IOException {
        readFully(4);
        int size = in.getInt();
        if (size > in.capacity()) {
            in = ByteBuffer.allocateDirect(Integer.highestOneBit(size) << 1);
        }
        readFully(size);
        return AbstractResponse.parseResponse(in, unanswered.remove());
    }

    int unanswered() {
        return unanswered.size();
    }

    private void readFully(int bytes) throws IOException {
        in.clear().limit(bytes);
        while (in.hasRemaining()) {
            if (socket.read(in) < 0) {
                throw new EOFException("The broker closed the connection with " + unanswered.size()
                        + " requests unanswered; its log says why");
            }
        }
        in.flip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What kafka-clients' Send wants to write to. */
    private record SocketOutput(SocketChannel socket) implements TransferableChannel {
        @Override
        public boolean hasPendingWrites() {
            return false;
        }

        @Override
        public long transferFrom(FileChannel file, long position, long count) throws IOException {
            return file.transferTo(position, count, socket);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            return socket.write(sources, offset, length);
        }

        @Override
        public long write(ByteBuffer[] sources) throws IOException {
            return socket.write(sources);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return socket.write(source);
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
