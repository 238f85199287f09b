package io.travertine.broker.config;

import io.travertine.schema.NearestName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The value of every key: the last setting of it, or its default. */
final class ConfigValues {
    private final Map<ConfigKey<?>, Object> values = new HashMap<>();

    ConfigValues(List<Setting> settings) throws ConfigException {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            values.put(key, key.parse(key.defaultText()));
        }
        for (Setting setting : settings) {
            ConfigKey<?> key = find(setting);
            values.put(key, parse(key, setting));
        }
    }

    @SuppressWarnings("unchecked") // put with what the key's own parser gave
    <T> T get(ConfigKey<T> key) {
        return (T) Objects.requireNonNull(values.get(key));
    }

    /** In one file a key that stands twice is a slip, and which of the two was meant is a guess. */
    static void refuseDuplicates(List<Setting> settings) throws ConfigException {
        Map<String, Setting> seen = new HashMap<>();
        for (Setting setting : settings) {
            Setting earlier = seen.put(setting.key(), setting);
            if (earlier != null) {
                throw new ConfigException(
                        setting.origin() + ": '" + setting.key() + "' was set before at " + earlier.origin());
            }
        }
    }

    private static ConfigKey<?> find(Setting setting) throws ConfigException {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (key.name().equals(setting.key())) {
                return key;
            }
        }
        List<String> names = ConfigKeys.ALL.stream().map(ConfigKey::name).toList();
        throw new ConfigException(setting.origin() + ": there is no key '" + setting.key() + "'; the nearest is '"
                + NearestName.of(setting.key(), names) + "'");
    }

    private static Object parse(ConfigKey<?> key, Setting setting) throws ConfigException {
        try {
            return key.parse(setting.text());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    setting.origin() + ": " + key.name() + " is '" + setting.text() + "', expected " + e.getMessage());
        }
    }
}
