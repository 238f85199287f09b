package io.travertine.broker.config;

/** A key that is not known or a value that cannot be used. The message names it, where it was given, and what to write instead. */
public final class ConfigException extends Exception {
    public ConfigException(String message) {
        super(message);
    }
}
