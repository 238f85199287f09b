package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static io.travertine.storage.lsm.StoreModel.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README shows. */
class StoreExampleTest {
    @Test
    void writesAndReads(@TempDir Path directory) throws IOException {
        byte[] key = bytes("user 1");
        byte[] value = bytes("Ada");
        List<String> used = new ArrayList<>();
        try (Store store = Store.open(directory, StoreOptions.DEFAULTS)) {
            Tree users = store.tree("users", TreeOptions.DEFAULTS);
            Tree names = store.tree("names", TreeOptions.DEFAULTS);
            store.write(new WriteBatch().put(users, key, value).put(names, value, key));
            try (Cursor cursor = users.cursor(KeyRange.prefix(bytes("user")))) {
                for (cursor.first(); cursor.isValid(); cursor.next()) {
                    used.add(text(cursor.key()) + " " + text(cursor.value()));
                }
            }
        }
        assertEquals(List.of("user 1 Ada"), used);
    }
}
