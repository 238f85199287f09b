package io.travertine.schema.evolution;

/**
 * Which changes of a schema are let pass. Each new version is compared with all earlier ones, as records and readers of every version may
 * still be there; registries of schemas call that <em>transitive</em>.
 */
public enum Compatibility {
    /** Everything. */
    NONE(false, false),
    /** A record that is valid under an earlier version is valid under the new one: readers may be changed first. */
    BACKWARD(true, false),
    /** A record that is valid under the new version is valid under the earlier ones: writers may be changed first. */
    FORWARD(false, true),
    /** Both. */
    FULL(true, true);

    private final boolean backward;
    private final boolean forward;

    Compatibility(boolean backward, boolean forward) {
        this.backward = backward;
        this.forward = forward;
    }

    /** Whether this forbids the change. */
    public boolean forbids(SchemaChange change) {
        return (backward && change.breaksBackward() != null) || (forward && change.breaksForward() != null);
    }
}
