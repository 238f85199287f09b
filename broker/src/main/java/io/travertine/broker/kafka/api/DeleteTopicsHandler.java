package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.ErrorCodes;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import java.util.concurrent.Executor;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DeleteTopicsRequest;
import org.apache.kafka.common.requests.DeleteTopicsResponse;

/** Deletes topics, by name or by id. The broker's own are kept. */
public final class DeleteTopicsHandler implements RequestHandler<DeleteTopicsRequest> {
    private final TopicLookup topics;
    private final TopicAdministration administration;
    private final Executor administrator;

    public DeleteTopicsHandler(Engine engine, TopicAdministration administration, Executor administrator) {
        this.topics = new TopicLookup(engine);
        this.administration = administration;
        this.administrator = administrator;
    }

    @Override
    public void handle(DeleteTopicsRequest request, Exchange exchange) {
        exchange.answerBlocking(administrator, () -> answer(request));
    }

    private DeleteTopicsResponse answer(DeleteTopicsRequest request) {
        DeleteTopicsResponseData response = new DeleteTopicsResponseData();
        for (DeleteTopicState asked : request.topics()) {
            response.responses().add(delete(asked));
        }
        return new DeleteTopicsResponse(response);
    }

    private DeletableTopicResult delete(DeleteTopicState asked) {
        Topic topic = topics.find(asked.topicId(), asked.name());
        DeletableTopicResult result =
                new DeletableTopicResult().setName(asked.name()).setTopicId(asked.topicId());
        if (topic == null) {
            Errors error = TopicLookup.unknown(asked.topicId());
            return result.setErrorCode(error.code()).setErrorMessage(error.message());
        }
        result.setName(topic.name()).setTopicId(TopicLookup.id(topic));
        if (topic.internal()) {
            return result.setErrorCode(Errors.INVALID_REQUEST.code())
                    .setErrorMessage("topic '" + topic.name() + "' is the broker's own");
        }
        try {
            boolean deleted = administration.delete(topic.name());
            return deleted
                    ? result
                    : result.setErrorCode(TopicLookup.unknown(asked.topicId()).code());
        } catch (Exception e) {
            return result.setErrorCode(ErrorCodes.of(e).code()).setErrorMessage(e.getMessage());
        }
    }
}
