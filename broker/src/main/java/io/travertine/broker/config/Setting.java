package io.travertine.broker.config;

import io.travertine.schema.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A key with its value as somebody wrote it.
 *
 * @param origin where it was written, for messages: {@code travertine.yaml:12}, {@code variable TRAVERTINE_HTTP_PORT},
 *     {@code option --set}
 */
public record Setting(String key, String text, String origin) {
    private static final String PREFIX = "TRAVERTINE_";

    /** Variables of the launcher, which are not the server's. */
    private static final Set<String> NOT_OURS =
            Set.of("TRAVERTINE_JAVA_HOME", "TRAVERTINE_JAVA_OPTIONS", "TRAVERTINE_BUILD_HOME");

    /** {@code key=value}, as given to an option. */
    public static Setting parse(String assignment, String option) throws ConfigException {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new ConfigException("option " + option + ": found '" + assignment + "', expected key=value");
        }
        return new Setting(
                assignment.substring(0, equals).strip(),
                assignment.substring(equals + 1).strip(),
                "option " + option);
    }

    /** Every {@code TRAVERTINE_} variable: the key in upper case, with '_' for '.' and '-'. */
    public static List<Setting> fromEnvironment(Map<String, String> environment) throws ConfigException {
        List<Setting> settings = new ArrayList<>();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX) && !NOT_OURS.contains(name)) {
                settings.add(new Setting(keyOfVariable(name), variable.getValue(), "variable " + name));
            }
        }
        return settings;
    }

    /** The variable that sets a key. */
    static String variable(String key) {
        return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String keyOfVariable(String name) throws ConfigException {
        List<String> variables = new ArrayList<>();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (variable(key.name()).equals(name)) {
                return key.name();
            }
            variables.add(variable(key.name()));
        }
        throw new ConfigException(
                "variable " + name + " sets no known key; the nearest is " + NearestName.of(name, variables));
    }
}
