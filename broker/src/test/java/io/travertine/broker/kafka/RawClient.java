package io.travertine.broker.kafka;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;

/** A connection on which a test says exactly what is sent, and when. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final ArrayDeque<RequestHeader> unanswered = new ArrayDeque<>();
    private int correlationId;

    RawClient(TestBroker broker) throws Exception {
        this(broker, 64 << 10);
    }

    /** @param receiveBytes as much is taken from the broker before the test reads it */
    RawClient(TestBroker broker, int receiveBytes) throws Exception {
        socket = broker.connect(receiveBytes);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** The whole request, size first. */
    byte[] frame(AbstractRequest request) {
        RequestHeader header = new RequestHeader(request.apiKey(), request.version(), "raw", correlationId++);
        unanswered.add(header);
        ByteBuffer body = request.serializeWithHeader(header);
        return ByteBuffer.allocate(4 + body.remaining())
                .putInt(body.remaining())
                .put(body)
                .array();
    }

    void send(AbstractRequest request) throws IOException {
        write(frame(request));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    AbstractResponse receive() throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return AbstractResponse.parseResponse(ByteBuffer.wrap(bytes), unanswered.remove());
    }

    @SuppressWarnings("unchecked")
    <T extends AbstractResponse> T ask(AbstractRequest request) throws IOException {
        send(request);
        return (T) receive();
    }

    /** A request without acknowledgement is next in line: no answer to it is expected. */
    void forgetUnacknowledged() {
        unanswered.remove();
    }

    /** Whether the broker has closed the connection; waits for it, or for an answer. */
    boolean closedByBroker() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static MemoryRecords batch(String... values) {
        SimpleRecord[] records = new SimpleRecord[values.length];
        for (int i = 0; i < values.length; i++) {
            records[i] = new SimpleRecord(i, null, values[i].getBytes());
        }
        return MemoryRecords.withRecords(Compression.NONE, records);
    }

    /** To partition 0, by name, version 9. */
    static ProduceRequest produce(String topic, int acks, MemoryRecords records) {
        TopicProduceDataCollection topics = new TopicProduceDataCollection();
        topics.add(new TopicProduceData()
                .setName(topic)
                .setPartitionData(List.of(new PartitionProduceData().setIndex(0).setRecords(records))));
        return new ProduceRequest(
                new ProduceRequestData()
                        .setAcks((short) acks)
                        .setTimeoutMs(10_000)
                        .setTopicData(topics),
                (short) 9);
    }
}
