package io.travertine.schema.evolution;

import io.travertine.schema.evolution.IncompatibleSchemaException.Problem;
import io.travertine.schema.record.RecordSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The versions that the schema of a topic had, oldest first. Immutable.
 *
 * @param versions their numbers rise, not necessarily by one
 */
public record SchemaHistory(List<RecordSchema> versions) {
    /** More are refused, as each is kept and compared. */
    public static final int MAX_VERSIONS = 1_000;

    public SchemaHistory {
        versions = List.copyOf(versions);
    }

    /**
     * The newest version.
     *
     * @throws IllegalStateException when there is none
     */
    public RecordSchema newest() {
        if (versions.isEmpty()) {
            throw new IllegalStateException("there is no version of the schema");
        }
        return versions.get(versions.size() - 1);
    }

    /** The versions before the newest. */
    public List<RecordSchema> earlier() {
        return versions.subList(0, Math.max(0, versions.size() - 1));
    }

    /** The schema with the number of the version that it is, or, when it is none of them, with the next one. */
    public RecordSchema numbered(RecordSchema schema) {
        for (RecordSchema version : versions) {
            if (schema.withVersion(version.version()).equals(version)) {
                return version;
            }
        }
        return schema.withVersion(versions.isEmpty() ? 1 : newest().version() + 1);
    }

    /**
     * The history with one version more; this one when it has the version already, as somebody says who was not told of newer ones.
     *
     * @throws IncompatibleSchemaException when a change since any earlier version is not let pass
     * @throws IllegalArgumentException when its number is not higher than the last one's, or there are {@value #MAX_VERSIONS} already
     */
    public SchemaHistory with(RecordSchema next, Compatibility mode) {
        if (versions.contains(next)) {
            return this;
        }
        if (versions.size() == MAX_VERSIONS) {
            throw new IllegalArgumentException(
                    "the topic's schema has " + MAX_VERSIONS + " versions, and no more can be had; make another topic");
        }
        if (!versions.isEmpty()) {
            int last = newest().version();
            if (next.version() <= last) {
                throw new IllegalArgumentException("the schema is of version " + next.version()
                        + ", and the topic has another one of version " + last + "; call it " + (last + 1));
            }
        }
        List<Problem> problems = problems(next, mode);
        if (!problems.isEmpty()) {
            throw new IncompatibleSchemaException(next.version(), mode, problems);
        }
        List<RecordSchema> all = new ArrayList<>(versions);
        all.add(next);
        return new SchemaHistory(all);
    }

    /** What is wrong for several earlier versions is said once, for the newest of them. */
    private List<Problem> problems(RecordSchema next, Compatibility mode) {
        Map<String, Problem> problems = new LinkedHashMap<>();
        for (int i = versions.size() - 1; i >= 0; i--) {
            RecordSchema before = versions.get(i);
            for (SchemaChange change : SchemaComparison.between(before, next)) {
                if (mode.forbids(change)) {
                    String reason = mode.forbids(new SchemaChange("", "", change.breaksBackward(), null))
                            ? change.breaksBackward()
                            : change.breaksForward();
                    problems.putIfAbsent(
                            change.path() + '\n' + change.what(),
                            new Problem(before.version(), change.path(), change.what(), String.valueOf(reason)));
                }
            }
        }
        return List.copyOf(problems.values());
    }
}
