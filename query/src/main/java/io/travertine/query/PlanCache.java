package io.travertine.query;

import io.travertine.query.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The plans used last. Thread-safe. Whoever takes one out checks that its tables are still the same. */
final class PlanCache {
    /** What makes two statements share a plan: the text in its normal form and the types of the parameters. */
    record Key(String text, List<SqlTypeName> parameterTypes) {}

    private final Map<Key, Plan> plans;

    PlanCache(int capacity) {
        plans = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Plan> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized @Nullable Plan get(Key key) {
        return plans.get(key);
    }

    synchronized void put(Key key, Plan plan) {
        plans.put(key, plan);
    }
}
