package io.travertine.broker.kafka.api;

import io.travertine.engine.TopicConfig;
import java.util.List;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigType;

/** A topic's settings as Kafka lists them. */
final class TopicSettings {
    private TopicSettings() {}

    /** One setting, with where its value comes from. */
    record Setting(String name, String value, ConfigSource source) {
        ConfigType type() {
            if (name.equals("cleanup.policy")) {
                return ConfigType.LIST;
            }
            if (value.equals("true") || value.equals("false")) {
                return ConfigType.BOOLEAN;
            }
            return value.matches("-?\\d+") ? ConfigType.LONG : ConfigType.STRING;
        }
    }

    /** All of them, set or not, sorted by name. */
    static List<Setting> of(TopicConfig config) {
        return TopicConfig.keys().stream()
                .map(name -> new Setting(name, config.get(name), source(config, name)))
                .toList();
    }

    private static ConfigSource source(TopicConfig config, String name) {
        return config.set().containsKey(name) ? ConfigSource.TOPIC_CONFIG : ConfigSource.DEFAULT_CONFIG;
    }
}
