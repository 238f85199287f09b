package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.ErrorCodes;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicConfig;
import io.travertine.engine.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicConfigs;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.CreateTopicsResponse;

/** Makes topics, one by one. */
public final class CreateTopicsHandler implements RequestHandler<CreateTopicsRequest> {
    private static final short REPLICATION_FACTOR = 1;

    private final TopicAdministration administration;
    private final Executor administrator;

    public CreateTopicsHandler(TopicAdministration administration, Executor administrator) {
        this.administration = administration;
        this.administrator = administrator;
    }

    @Override
    public void handle(CreateTopicsRequest request, Exchange exchange) {
        exchange.answerBlocking(administrator, () -> answer(request));
    }

    private CreateTopicsResponse answer(CreateTopicsRequest request) {
        CreateTopicsResponseData response = new CreateTopicsResponseData();
        Set<String> twice = namedTwice(request);
        for (CreatableTopic asked : request.data().topics()) {
            if (response.topics().find(asked.name()) == null) {
                response.topics()
                        .add(create(
                                asked,
                                twice.contains(asked.name()),
                                request.data().validateOnly()));
            }
        }
        return new CreateTopicsResponse(response);
    }

    private static Set<String> namedTwice(CreateTopicsRequest request) {
        return request.data().topics().stream()
                .collect(Collectors.groupingBy(CreatableTopic::name, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private CreatableTopicResult create(CreatableTopic asked, boolean twice, boolean validateOnly) {
        CreatableTopicResult result = new CreatableTopicResult().setName(asked.name());
        try {
            if (twice) {
                throw new InvalidRequestException("topic '" + asked.name() + "' is in the request more than once");
            }
            TopicSpec spec = administration.check(asked.name(), partitions(asked), config(asked));
            if (validateOnly) {
                describe(result, spec.partitions(), TopicConfig.of(spec.config()));
            } else {
                Topic topic = administration.create(spec);
                result.setTopicId(TopicLookup.id(topic));
                describe(result, topic.partitions().size(), topic.config());
            }
        } catch (Exception e) {
            result.setErrorCode(ErrorCodes.of(e).code()).setErrorMessage(e.getMessage());
        }
        return result;
    }

    /** The number of partitions, as a number or as a list of who holds which; everything is held by this broker. */
    private static int partitions(CreatableTopic asked) {
        short factor = asked.replicationFactor();
        if (asked.assignments().isEmpty()) {
            if (factor != REPLICATION_FACTOR && factor != CreateTopicsRequest.NO_REPLICATION_FACTOR) {
                throw new InvalidReplicationFactorException("replication factor " + factor + " of topic '"
                        + asked.name() + "' is not 1, the number of brokers (-1: the default)");
            }
            return asked.numPartitions();
        }
        int count = asked.assignments().size();
        for (int i = 0; i < count; i++) {
            var assignment = asked.assignments().find(i);
            if (assignment == null || !assignment.brokerIds().equals(Node.REPLICAS)) {
                throw new InvalidReplicaAssignmentException("partitions 0 to " + (count - 1) + " of topic '"
                        + asked.name() + "' must each be assigned to broker " + Node.ID + ", the only one");
            }
        }
        return count;
    }

    private static Map<String, String> config(CreatableTopic asked) {
        Map<String, String> config = new HashMap<>();
        for (CreatableTopicConfig entry : asked.configs()) {
            if (entry.value() != null) {
                config.put(entry.name(), entry.value());
            }
        }
        return config;
    }

    private static void describe(CreatableTopicResult result, int partitions, TopicConfig config) {
        List<CreatableTopicConfigs> configs = TopicSettings.of(config).stream()
                .map(setting -> new CreatableTopicConfigs()
                        .setName(setting.name())
                        .setValue(setting.value())
                        .setConfigSource(setting.source().id()))
                .toList();
        result.setNumPartitions(partitions)
                .setReplicationFactor(REPLICATION_FACTOR)
                .setConfigs(configs);
    }
}
