package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.ErrorCodes;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicExistsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes topics and the one broker there is, and makes topics that a client names for the first time. */
public final class MetadataHandler implements RequestHandler<MetadataRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataHandler.class);

    private final Engine engine;
    private final TopicLookup topics;
    private final Node node;
    private final TopicAdministration administration;
    private final Executor administrator;
    private final boolean autoCreate;

    /** @param administrator runs what makes topics */
    public MetadataHandler(
            Engine engine, Node node, TopicAdministration administration, Executor administrator, boolean autoCreate) {
        this.engine = engine;
        this.topics = new TopicLookup(engine);
        this.node = node;
        this.administration = administration;
        this.administrator = administrator;
        this.autoCreate = autoCreate;
    }

    @Override
    public void handle(MetadataRequest request, Exchange exchange) {
        List<String> missing = request.isAllTopics() || !autoCreate || !request.allowAutoTopicCreation()
                ? List.of()
                : missing(request.data().topics());
        if (missing.isEmpty()) {
            exchange.answer(answer(request, Map.of()));
        } else {
            exchange.answerBlocking(administrator, () -> answer(request, create(missing)));
        }
    }

    private List<String> missing(List<MetadataRequestTopic> asked) {
        return asked.stream()
                .filter(topic -> topics.find(topic.topicId(), topic.name()) == null)
                .map(MetadataRequestTopic::name)
                .filter(name -> name != null)
                .toList();
    }

    /** Makes the topics; says why where that failed. */
    private Map<String, Errors> create(List<String> names) {
        Map<String, Errors> failures = new HashMap<>();
        for (String name : names) {
            try {
                administration.create(administration.check(name, -1, Map.of()));
                LOG.info("made topic '{}' because a client asked for it", name);
            } catch (TopicExistsException e) {
                LOG.debug("topic '{}' was made meanwhile", name);
            } catch (Exception e) {
                LOG.warn("topic '{}', for which a client asked, could not be made: {}", name, e.getMessage());
                failures.put(name, ErrorCodes.of(e));
            }
        }
        return failures;
    }

    private MetadataResponse answer(MetadataRequest request, Map<String, Errors> failures) {
        MetadataResponseData response =
                new MetadataResponseData().setClusterId(node.clusterId()).setControllerId(Node.ID);
        response.brokers()
                .add(new MetadataResponseBroker()
                        .setNodeId(Node.ID)
                        .setHost(node.host())
                        .setPort(node.port()));
        if (request.isAllTopics()) {
            engine.topics().forEach(topic -> response.topics().add(describe(topic)));
        } else {
            for (MetadataRequestTopic asked : request.data().topics()) {
                Topic topic = topics.find(asked.topicId(), asked.name());
                response.topics().add(topic == null ? unknown(asked, failures.get(asked.name())) : describe(topic));
            }
        }
        return new MetadataResponse(response, request.version());
    }

    private static MetadataResponseTopic unknown(MetadataRequestTopic asked, @Nullable Errors failure) {
        Errors error = failure != null ? failure : TopicLookup.unknown(asked.topicId());
        if (asked.name() != null && !validName(asked.name())) {
            error = Errors.INVALID_TOPIC_EXCEPTION;
        }
        return new MetadataResponseTopic()
                .setErrorCode(error.code())
                .setName(asked.name())
                .setTopicId(asked.topicId());
    }

    private static boolean validName(String name) {
        return org.apache.kafka.common.internals.Topic.isValid(name);
    }

    private static MetadataResponseTopic describe(Topic topic) {
        Uuid id = TopicLookup.id(topic);
        MetadataResponseTopic answer =
                new MetadataResponseTopic().setName(topic.name()).setTopicId(id).setIsInternal(topic.internal());
        int count = topic.partitions().size();
        for (int i = 0; i < count; i++) {
            answer.partitions()
                    .add(new MetadataResponsePartition()
                            .setPartitionIndex(i)
                            .setLeaderId(Node.ID)
                            .setLeaderEpoch(Node.LEADER_EPOCH)
                            .setReplicaNodes(Node.REPLICAS)
                            .setIsrNodes(Node.REPLICAS));
        }
        return answer;
    }
}
