package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsSynonym;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;

/** Lists the settings of topics, and those of the broker that clients ask for. */
public final class DescribeConfigsHandler implements RequestHandler<DescribeConfigsRequest> {
    private final Engine engine;
    private final Map<String, String> brokerSettings;

    /** @param brokerSettings by Kafka's names */
    public DescribeConfigsHandler(Engine engine, Map<String, String> brokerSettings) {
        this.engine = engine;
        this.brokerSettings = new TreeMap<>(brokerSettings);
    }

    @Override
    public void handle(DescribeConfigsRequest request, Exchange exchange) {
        DescribeConfigsResponseData response = new DescribeConfigsResponseData();
        boolean synonyms = request.data().includeSynonyms();
        for (DescribeConfigsResource asked : request.data().resources()) {
            response.results().add(describe(asked, synonyms));
        }
        exchange.answer(new DescribeConfigsResponse(response));
    }

    private DescribeConfigsResult describe(DescribeConfigsResource asked, boolean synonyms) {
        DescribeConfigsResult result = new DescribeConfigsResult()
                .setResourceType(asked.resourceType())
                .setResourceName(asked.resourceName());
        return switch (ConfigResource.Type.forId(asked.resourceType())) {
            case TOPIC -> describeTopic(result, asked, synonyms);
            case BROKER -> describeBroker(result, asked);
            case GROUP -> result;
            default ->
                result.setErrorCode(Errors.INVALID_REQUEST.code())
                        .setErrorMessage("this broker has settings of topics and of brokers only");
        };
    }

    private DescribeConfigsResult describeTopic(
            DescribeConfigsResult result, DescribeConfigsResource asked, boolean synonyms) {
        Topic topic = engine.topic(asked.resourceName());
        if (topic == null) {
            return result.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code())
                    .setErrorMessage("there is no topic '" + asked.resourceName() + "'");
        }
        for (TopicSettings.Setting setting : TopicSettings.of(topic.config())) {
            if (wanted(asked, setting.name())) {
                result.configs().add(describe(setting, synonyms));
            }
        }
        return result;
    }

    private DescribeConfigsResult describeBroker(DescribeConfigsResult result, DescribeConfigsResource asked) {
        String name = asked.resourceName();
        if (!name.isEmpty() && !name.equals(Integer.toString(Node.ID))) {
            return result.setErrorCode(Errors.INVALID_REQUEST.code())
                    .setErrorMessage("there is no broker '" + name + "', only " + Node.ID);
        }
        brokerSettings.forEach((key, value) -> {
            if (wanted(asked, key)) {
                var setting = new TopicSettings.Setting(key, value, ConfigSource.STATIC_BROKER_CONFIG);
                result.configs().add(describe(setting, false).setReadOnly(true));
            }
        });
        return result;
    }

    private static boolean wanted(DescribeConfigsResource asked, String name) {
        return asked.configurationKeys() == null || asked.configurationKeys().contains(name);
    }

    private static DescribeConfigsResourceResult describe(TopicSettings.Setting setting, boolean synonyms) {
        DescribeConfigsResourceResult result = new DescribeConfigsResourceResult()
                .setName(setting.name())
                .setValue(setting.value())
                .setConfigSource(setting.source().id())
                .setConfigType(setting.type().id());
        return synonyms ? result.setSynonyms(synonyms(setting)) : result;
    }

    /** Where the value could come from, nearest first: the topic, then the default. */
    private static List<DescribeConfigsSynonym> synonyms(TopicSettings.Setting setting) {
        List<DescribeConfigsSynonym> synonyms = new ArrayList<>();
        if (setting.source() == ConfigSource.TOPIC_CONFIG) {
            synonyms.add(synonym(setting.name(), setting.value(), ConfigSource.TOPIC_CONFIG));
        }
        synonyms.add(synonym(setting.name(), TopicConfig.defaultValue(setting.name()), ConfigSource.DEFAULT_CONFIG));
        return synonyms;
    }

    private static DescribeConfigsSynonym synonym(String name, String value, ConfigSource source) {
        return new DescribeConfigsSynonym().setName(name).setValue(value).setSource(source.id());
    }
}
