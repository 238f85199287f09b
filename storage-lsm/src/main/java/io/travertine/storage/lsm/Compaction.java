package io.travertine.storage.lsm;

import java.util.List;
import java.util.Locale;

/**
 * What is to be done with some tables of a tree.
 *
 * @param inputs tables that are no longer part of the tree when it is done
 * @param level that new tables are for; where the inputs go when they are moved
 */
record Compaction(Kind kind, List<Table> inputs, int level, String reason) {
    enum Kind {
        /** New tables with what the inputs have, without what nobody can see any more. */
        MERGE,
        /** The tables themselves, in another level. */
        MOVE,
        /** Nothing. */
        DROP
    }

    Compaction {
        inputs = List.copyOf(inputs);
    }

    /** When the youngest input was written, in milliseconds since 1970. */
    long createdAtMillis() {
        return inputs.stream().mapToLong(Table::createdAtMillis).max().orElse(0);
    }

    long inputBytes() {
        return inputs.stream().mapToLong(Table::bytes).sum();
    }

    @Override
    public String toString() {
        String tables = inputs.stream()
                .map(table -> Long.toString(table.number()))
                .reduce((one, other) -> one + " " + other)
                .orElse("none");
        String where = kind == Kind.DROP ? "" : " into level " + level;
        return kind.name().toLowerCase(Locale.ROOT) + " " + tables + where + " (" + inputBytes() + " bytes): " + reason;
    }
}
