package io.travertine.storage.lsm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a store should have: a map for each tree, of texts of one character a byte. */
final class StoreModel {
    /** Joins operands behind the base. */
    static final MergeOperator JOIN = (key, base, operands) -> {
        List<String> parts = new ArrayList<>();
        if (base != null) {
            parts.add(new String(base, ISO_8859_1));
        }
        operands.forEach(operand -> parts.add(new String(operand, ISO_8859_1)));
        return String.join("+", parts).getBytes(ISO_8859_1);
    };

    private final Map<String, TreeMap<String, String>> trees = new TreeMap<>();

    StoreModel copy() {
        StoreModel copy = new StoreModel();
        trees.forEach((name, map) -> copy.trees.put(name, new TreeMap<>(map)));
        return copy;
    }

    NavigableMap<String, String> tree(String name) {
        return trees.computeIfAbsent(name, each -> new TreeMap<>());
    }

    void drop(String name) {
        trees.remove(name);
    }

    void apply(List<Consumer<StoreModel>> changes) {
        changes.forEach(change -> change.accept(this));
    }

    void merge(String tree, String key, String operand) {
        tree(tree).merge(key, operand, (base, more) -> base + "+" + more);
    }

    void deleteRange(String tree, String from, String to) {
        if (from.compareTo(to) < 0) {
            tree(tree).subMap(from, to).clear();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreModel model && withoutEmpty().equals(model.withoutEmpty());
    }

    @Override
    public int hashCode() {
        return withoutEmpty().hashCode();
    }

    private Map<String, TreeMap<String, String>> withoutEmpty() {
        Map<String, TreeMap<String, String>> some = new TreeMap<>(trees);
        some.values().removeIf(Map::isEmpty);
        return some;
    }

    @Override
    public String toString() {
        return trees.toString();
    }
}
