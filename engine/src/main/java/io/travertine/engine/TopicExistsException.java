package io.travertine.engine;

/** A topic of this name exists already; nothing was changed. */
public final class TopicExistsException extends Exception {
    public TopicExistsException(String name) {
        super("topic '" + name + "' exists already");
    }
}
