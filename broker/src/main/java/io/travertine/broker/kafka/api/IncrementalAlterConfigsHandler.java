package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.ErrorCodes;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.requests.IncrementalAlterConfigsRequest;
import org.apache.kafka.common.requests.IncrementalAlterConfigsResponse;
import org.jspecify.annotations.Nullable;

/** Changes settings of topics. All changes of one topic are made together, or none. */
public final class IncrementalAlterConfigsHandler implements RequestHandler<IncrementalAlterConfigsRequest> {
    private static final Set<String> LISTS = Set.of("cleanup.policy", "travertine.indexes");

    private final Engine engine;
    private final TopicAdministration administration;
    private final Executor administrator;

    public IncrementalAlterConfigsHandler(Engine engine, TopicAdministration administration, Executor administrator) {
        this.engine = engine;
        this.administration = administration;
        this.administrator = administrator;
    }

    @Override
    public void handle(IncrementalAlterConfigsRequest request, Exchange exchange) {
        exchange.answerBlocking(administrator, () -> answer(request));
    }

    private IncrementalAlterConfigsResponse answer(IncrementalAlterConfigsRequest request) {
        IncrementalAlterConfigsResponseData response = new IncrementalAlterConfigsResponseData();
        for (AlterConfigsResource asked : request.data().resources()) {
            AlterConfigsResourceResponse result = new AlterConfigsResourceResponse()
                    .setResourceType(asked.resourceType())
                    .setResourceName(asked.resourceName());
            response.responses().add(result);
            try {
                alter(asked, request.data().validateOnly());
            } catch (Exception e) {
                result.setErrorCode(ErrorCodes.of(e).code()).setErrorMessage(e.getMessage());
            }
        }
        return new IncrementalAlterConfigsResponse(response);
    }

    private void alter(AlterConfigsResource asked, boolean validateOnly) throws Exception {
        ConfigResource.Type type = ConfigResource.Type.forId(asked.resourceType());
        if (type != ConfigResource.Type.TOPIC) {
            throw new InvalidRequestException("only settings of topics can be changed while the broker runs, not of "
                    + type + " '" + asked.resourceName() + "'");
        }
        Topic topic = engine.topic(asked.resourceName());
        if (topic == null) {
            throw new UnknownTopicOrPartitionException("there is no topic '" + asked.resourceName() + "'");
        }
        Map<String, @Nullable String> changes = changes(asked, topic.config());
        if (validateOnly) {
            check(topic, changes);
        } else {
            administration.alter(topic.name(), changes);
        }
    }

    private static Map<String, @Nullable String> changes(AlterConfigsResource asked, TopicConfig config) {
        Map<String, @Nullable String> changes = new HashMap<>();
        for (AlterableConfig change : asked.configs()) {
            if (changes.containsKey(change.name())) {
                throw new InvalidRequestException("'" + change.name() + "' is in the request more than once");
            }
            changes.put(change.name(), newValue(change, config));
        }
        return changes;
    }

    private static @Nullable String newValue(AlterableConfig change, TopicConfig config) {
        return switch (OpType.forId(change.configOperation())) {
            case SET -> required(change);
            case DELETE -> null;
            case APPEND -> {
                Set<String> values = list(change, config);
                values.addAll(split(required(change)));
                yield String.join(",", values);
            }
            case SUBTRACT -> {
                Set<String> values = list(change, config);
                split(required(change)).forEach(values::remove);
                yield String.join(",", values);
            }
        };
    }

    private static String required(AlterableConfig change) {
        if (change.value() == null) {
            throw new InvalidRequestException("'" + change.name() + "' has no value; to reset it, delete it");
        }
        return change.value();
    }

    private static Set<String> list(AlterableConfig change, TopicConfig config) {
        if (!LISTS.contains(change.name())) {
            throw new InvalidConfigurationException("'" + change.name() + "' is not a list: set it, or delete it");
        }
        return new LinkedHashSet<>(split(config.get(change.name())));
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static void check(Topic topic, Map<String, @Nullable String> changes) {
        Map<String, String> after = new HashMap<>(topic.config().set());
        changes.forEach((key, value) -> {
            if (value == null) {
                after.remove(key);
            } else {
                after.put(key, value);
            }
        });
        try {
            TopicConfig config = TopicConfig.of(after);
            if (config.schema() != null) {
                topic.schemas().with(config.schema(), config.compatibility());
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage(), e);
        }
    }
}
