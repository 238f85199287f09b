package io.travertine.broker.config;

/**
 * A key of the configuration: its name, how its text is read, and the text that stands for its default.
 *
 * @param <T> what the text becomes
 */
record ConfigKey<T>(String name, ValueParser<T> parser, String defaultText) {
    /** @throws IllegalArgumentException says what was expected */
    T parse(String text) {
        return parser.parse(text);
    }
}
