package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.RangeDeletions;
import java.util.ArrayList;
import java.util.List;

/** What a view has, to be read as one. */
final class TreeSources {
    private TreeSources() {}

    static List<EntryCursor> cursors(ReadView view) {
        List<EntryCursor> cursors = new ArrayList<>();
        for (FreshEntries fresh : view.fresh()) {
            cursors.add(fresh.memtable().cursor());
        }
        for (Table table : view.levels().level(0)) {
            cursors.add(table.reader().cursor(true));
        }
        for (int level = 1; level < view.levels().count(); level++) {
            if (!view.levels().level(level).isEmpty()) {
                cursors.add(new LevelCursor(view.levels().level(level), true));
            }
        }
        return cursors;
    }

    static RangeDeletions deletions(ReadView view) {
        List<RangeDeletion> all = new ArrayList<>();
        for (FreshEntries fresh : view.fresh()) {
            all.addAll(fresh.deletions().all());
        }
        view.levels().all().forEach(table -> all.addAll(table.deletions().all()));
        return RangeDeletions.of(all);
    }
}
