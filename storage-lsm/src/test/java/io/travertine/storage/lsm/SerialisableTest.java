package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static io.travertine.storage.lsm.StoreModel.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.Seeds;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random transactions, many at a time: those that commit have read and written what they would have, one after another, in the order of their
 * commits.
 */
class SerialisableTest {
    private static final int STEPS = 600;

    /** A transaction, what it read as questions to the model with the answers it got, and what it wrote. */
    private static final class Running {
        final Transaction transaction;
        final List<Function<TreeMap<String, String>, Object>> questions = new ArrayList<>();
        final List<Object> answers = new ArrayList<>();
        final TreeMap<String, String> begin;
        boolean writes;

        Running(Transaction transaction, TreeMap<String, String> model) {
            this.transaction = transaction;
            this.begin = new TreeMap<>(model);
        }
    }

    private int committed;
    private int refused;

    @Test
    void isAsIfOneAfterAnother() throws Throwable {
        Seeds.forEach(40, random -> {
            StoreTester tester = new StoreTester(random, new StrictFileSystem());
            tester.open();
            run(random, tester);
            tester.close();
        });
        assertTrue(committed > refused / 4 && refused > 0, committed + " committed, " + refused + " refused");
    }

    private void run(Random random, StoreTester tester) throws IOException {
        Tree tree = tester.store.tree("a");
        TransactionManager transactions = new TransactionManager(tester.store, Duration.ofDays(1));
        TreeMap<String, String> model = new TreeMap<>();
        List<Running> running = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            if (running.size() < 4) {
                running.add(new Running(transactions.begin(Isolation.SERIALISABLE), model));
            }
            Running each = running.get(random.nextInt(running.size()));
            if (random.nextInt(6) == 0) {
                running.remove(each);
                end(each, tree, model);
            } else {
                step(random, each, tree, tester);
            }
            if (random.nextInt(50) == 0) {
                tester.store.flush();
            }
        }
        running.forEach(each -> each.transaction.close());
        TreeMap<String, String> stored = new TreeMap<>();
        try (Cursor cursor = tree.cursor(KeyRange.ALL)) {
            for (cursor.first(); cursor.isValid(); cursor.next()) {
                stored.put(text(cursor.key()), text(cursor.value()));
            }
        }
        assertEquals(model, stored);
    }

    private static void step(Random random, Running each, Tree tree, StoreTester tester) throws IOException {
        String key = tester.key();
        String to = tester.key();
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                byte[] found = each.transaction.get(tree, bytes(key));
                ask(each, model -> String.valueOf(model.get(key)), found == null ? "null" : text(found));
            }
            case 2 -> {
                List<String> found = new ArrayList<>();
                try (TransactionCursor cursor = each.transaction.cursor(tree, new KeyRange(bytes(key), bytes(to)))) {
                    if (random.nextBoolean()) {
                        for (cursor.first(); cursor.isValid(); cursor.next()) {
                            found.add(text(cursor.key()) + "=" + text(cursor.value()));
                        }
                    } else {
                        for (cursor.last(); cursor.isValid(); cursor.previous()) {
                            found.addFirst(text(cursor.key()) + "=" + text(cursor.value()));
                        }
                    }
                }
                ask(each, model -> range(model, key, to), found);
            }
            case 3 -> {
                each.transaction.delete(tree, bytes(key));
                change(each, model -> model.remove(key));
            }
            case 4 -> {
                each.transaction.deleteRange(tree, bytes(key), bytes(to));
                if (key.compareTo(to) < 0) {
                    change(each, model -> model.subMap(key, to).clear());
                }
            }
            default -> {
                String value = Integer.toString(random.nextInt(1_000));
                each.transaction.put(tree, bytes(key), bytes(value));
                change(each, model -> model.put(key, value));
            }
        }
    }

    private static List<String> range(TreeMap<String, String> model, String from, String to) {
        return from.compareTo(to) >= 0
                ? List.of()
                : model.subMap(from, to).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList();
    }

    private static void ask(Running each, Function<TreeMap<String, String>, Object> question, Object answer) {
        each.questions.add(question);
        each.answers.add(answer);
    }

    private static void change(Running each, Consumer<TreeMap<String, String>> change) {
        each.writes = true;
        ask(
                each,
                model -> {
                    change.accept(model);
                    return "";
                },
                "");
    }

    private void end(Running each, Tree tree, TreeMap<String, String> model) throws IOException {
        try {
            each.transaction.commit();
        } catch (ConflictException e) {
            refused++;
            return;
        }
        committed++;
        // One that wrote nothing comes where it began.
        TreeMap<String, String> before = each.writes ? model : each.begin;
        for (int i = 0; i < each.questions.size(); i++) {
            assertEquals(each.answers.get(i), each.questions.get(i).apply(before), "in " + tree.name());
        }
    }
}
