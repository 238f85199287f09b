package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreatePartitionsResponseData.CreatePartitionsTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.CreatePartitionsRequest;
import org.apache.kafka.common.requests.CreatePartitionsResponse;

/** Says, topic by topic, that partitions are not added to a topic, and what to do instead. */
public final class CreatePartitionsHandler implements RequestHandler<CreatePartitionsRequest> {
    private final Engine engine;

    public CreatePartitionsHandler(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void handle(CreatePartitionsRequest request, Exchange exchange) {
        CreatePartitionsResponseData response = new CreatePartitionsResponseData();
        for (CreatePartitionsTopic asked : request.data().topics()) {
            response.results().add(answer(asked));
        }
        exchange.answer(new CreatePartitionsResponse(response));
    }

    private CreatePartitionsTopicResult answer(CreatePartitionsTopic asked) {
        CreatePartitionsTopicResult result = new CreatePartitionsTopicResult().setName(asked.name());
        Topic topic = engine.topic(asked.name());
        if (topic == null) {
            return result.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        }
        int partitions = topic.partitions().size();
        if (asked.count() <= partitions) {
            return result.setErrorCode(Errors.INVALID_PARTITIONS.code())
                    .setErrorMessage("topic '" + asked.name() + "' has " + partitions + " partitions already");
        }
        return result.setErrorCode(Errors.UNSUPPORTED_VERSION.code())
                .setErrorMessage("this broker does not add partitions to a topic: make a topic with " + asked.count()
                        + " partitions and copy the records");
    }
}
