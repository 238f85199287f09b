package io.travertine.schema.constraint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic automaton over ASCII, made of a regular expression by way of a non-deterministic one (Thompson's construction, then
 * that of subsets). Immutable.
 */
final class Automaton {
    static final int NO_MATCH = 0;
    static final int MATCH = 1;
    /** The text has a character beyond ASCII. */
    static final int UNKNOWN = 2;

    static final int ALPHABET = 128;
    private static final int MAX_STATES = 256;
    private static final int DEAD = 0;
    private static final int START = 1;

    /** The next state, by {@code state * ALPHABET + character}. */
    private final short[] next;

    private final boolean[] accepting;

    private Automaton(short[] next, boolean[] accepting) {
        this.next = next;
        this.accepting = accepting;
    }

    /** The automaton for an expression that compiles; null when it describes no regular language that is known here, or a large one. */
    static @Nullable Automaton of(String regexp) {
        Nfa nfa = RegexpParser.parse(regexp);
        return nfa == null ? null : determinize(nfa);
    }

    int run(CharSequence text) {
        int state = START;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ALPHABET) {
                return UNKNOWN;
            }
            state = next[state * ALPHABET + c];
            if (state == DEAD) {
                return NO_MATCH;
            }
        }
        return accepting[state] ? MATCH : NO_MATCH;
    }

    private static @Nullable Automaton determinize(Nfa nfa) {
        List<BitSet> states = new ArrayList<>();
        Map<BitSet, Integer> numbers = new HashMap<>();
        List<short[]> rows = new ArrayList<>();
        number(new BitSet(), states, numbers);
        number(nfa.closure(nfa.start()), states, numbers);
        for (int state = 0; state < states.size(); state++) {
            if (states.size() > MAX_STATES) {
                return null;
            }
            short[] row = new short[ALPHABET];
            for (int c = 0; c < ALPHABET; c++) {
                row[c] = (short) number(nfa.step(states.get(state), c), states, numbers);
            }
            rows.add(row);
        }
        short[] next = new short[rows.size() * ALPHABET];
        boolean[] accepting = new boolean[rows.size()];
        for (int state = 0; state < rows.size(); state++) {
            System.arraycopy(rows.get(state), 0, next, state * ALPHABET, ALPHABET);
            accepting[state] = states.get(state).get(nfa.end());
        }
        return new Automaton(next, accepting);
    }

    private static int number(BitSet state, List<BitSet> states, Map<BitSet, Integer> numbers) {
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        numbers.put(state, states.size());
        states.add(state);
        return states.size() - 1;
    }

    /** A non-deterministic automaton under construction: nodes with one edge over characters, or up to two free ones. */
    static final class Nfa {
        private static final int MAX_NODES = 2_000;
        private static final int NONE = -1;

        private final List<@Nullable BitSet> characters = new ArrayList<>();
        private final List<int[]> edges = new ArrayList<>();
        private int start = NONE;
        private int end = NONE;

        /** A part of the expression: from where it is entered to where it is left. */
        record Part(int from, int to) {}

        /** Adds a node; false when there are too many. */
        int node() {
            if (edges.size() == MAX_NODES) {
                throw new TooLarge();
            }
            characters.add(null);
            edges.add(new int[] {NONE, NONE});
            return edges.size() - 1;
        }

        void free(int from, int to) {
            int[] ends = edges.get(from);
            ends[ends[0] == NONE ? 0 : 1] = to;
        }

        Part over(BitSet set) {
            Part part = new Part(node(), node());
            characters.set(part.from, set);
            edges.get(part.from)[0] = part.to;
            return part;
        }

        void bounds(Part whole) {
            start = whole.from;
            end = whole.to;
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        BitSet closure(int node) {
            BitSet reached = new BitSet();
            Deque<Integer> open = new ArrayDeque<>(List.of(node));
            while (!open.isEmpty()) {
                int from = open.pop();
                if (!reached.get(from)) {
                    reached.set(from);
                    for (int to : characters.get(from) == null ? edges.get(from) : new int[0]) {
                        if (to != NONE) {
                            open.push(to);
                        }
                    }
                }
            }
            return reached;
        }

        BitSet step(BitSet nodes, int c) {
            BitSet reached = new BitSet();
            nodes.stream().forEach(node -> {
                BitSet set = characters.get(node);
                if (set != null && set.get(c)) {
                    reached.or(closure(edges.get(node)[0]));
                }
            });
            return reached;
        }
    }

    /** The expression would become too large an automaton. */
    static final class TooLarge extends RuntimeException {
        TooLarge() {
            super(null, null, false, false);
        }
    }
}
