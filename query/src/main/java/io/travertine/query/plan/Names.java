package io.travertine.query.plan;

import io.travertine.schema.ColumnType;
import io.travertine.schema.NearestName;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How names in statements are matched with the names of tables. */
public final class Names {
    private Names() {}

    /** The name as the table has it: the same name, or else the only one that differs in case alone; null when none does. */
    public static @Nullable String resolve(String name, Collection<String> tables) {
        String found = null;
        int matches = 0;
        for (String candidate : tables) {
            if (candidate.equals(name)) {
                return candidate;
            }
            if (candidate.equalsIgnoreCase(name)) {
                found = candidate;
                matches++;
            }
        }
        return matches == 1 ? found : null;
    }

    /** The name of a type, as users read it. */
    public static String of(ColumnType type) {
        return SqlTypes.name(type);
    }

    public static String unknownTable(String name, Collection<String> tables) {
        return "table '" + name + "' does not exist" + didYouMean(name, tables);
    }

    static String didYouMean(String name, Collection<String> candidates) {
        if (candidates.isEmpty()) {
            return "";
        }
        String nearest = NearestName.of(name, candidates);
        int few = Math.max(2, name.length() / 3);
        return NearestName.distance(name, nearest) > few ? "" : "; did you mean '" + nearest + "'?";
    }
}
