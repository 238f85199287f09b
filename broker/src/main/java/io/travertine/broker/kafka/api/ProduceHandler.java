package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.storage.batch.RecordBatchHeader;
import java.util.concurrent.Executor;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ProduceRequest;

/** Appends record batches. Whatever the acknowledgements asked for, a batch is acknowledged when it is durable. */
public final class ProduceHandler implements RequestHandler<ProduceRequest> {
    private static final int PARTITIONS_WITHOUT_BATCHES = 1_000;

    private final Engine engine;
    private final TopicLookup topics;
    private final Executor validators;

    /** @param validators validate the records of topics that have a schema */
    public ProduceHandler(Engine engine, Executor validators) {
        this.engine = engine;
        this.validators = validators;
        this.topics = new TopicLookup(engine);
    }

    @Override
    public void handle(ProduceRequest request, Exchange exchange) {
        short acks = request.acks();
        if (hasTooManyPartitions(request, exchange)) {
            exchange.closeConnection("a produce request names more partitions than it can have batches for");
        } else if (acks < -1 || acks > 1) {
            exchange.fail(Errors.INVALID_REQUIRED_ACKS.exception());
        } else if (request.transactionalId() != null) {
            exchange.fail(Errors.UNSUPPORTED_VERSION.exception(InitProducerIdHandler.NO_TRANSACTIONS));
        } else {
            new PendingProduce(request.data(), exchange, validators, acks != 0, engine.throttleMs()).append(topics);
        }
    }

    /** An answer is far larger than the name of a partition: who sends batches gets one for each, who sends none for a few. */
    private static boolean hasTooManyPartitions(ProduceRequest request, Exchange exchange) {
        long partitions = 0;
        for (TopicProduceData topic : request.data().topicData()) {
            partitions += topic.partitionData().size();
        }
        return partitions > PARTITIONS_WITHOUT_BATCHES
                && partitions * RecordBatchHeader.HEADER_BYTES > exchange.requestBytes();
    }
}
