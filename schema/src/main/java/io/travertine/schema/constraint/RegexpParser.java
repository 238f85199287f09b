package io.travertine.schema.constraint;

import io.travertine.schema.constraint.Automaton.Nfa;
import io.travertine.schema.constraint.Automaton.Nfa.Part;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of {@link java.util.regex.Pattern}'s syntax that describes regular languages: characters, escapes, classes, groups,
 * alternatives, greedy and reluctant quantifiers, and {@code ^} and {@code $} around the whole.
 */
final class RegexpParser {
    private static final String META = "\\[](){}*+?|^$.";
    private static final int UNBOUNDED = -1;

    private final String text;
    private final Nfa nfa = new Nfa();
    private int at;
    private int end;

    /** Something that is not known here. */
    private static final class Unknown extends RuntimeException {
        Unknown() {
            super(null, null, false, false);
        }
    }

    private RegexpParser(String text) {
        this.text = text;
        this.end = text.length();
    }

    /** Null when the expression has something else. It must be one that compiles. */
    static @Nullable Nfa parse(String regexp) {
        RegexpParser parser = new RegexpParser(regexp);
        try {
            parser.stripAnchors();
            Part whole = parser.alternatives();
            if (parser.at != parser.end) {
                return null;
            }
            parser.nfa.bounds(whole);
            return parser.nfa;
        } catch (Unknown | Automaton.TooLarge e) {
            return null;
        }
    }

    /** As the whole text has to match, they say nothing; but within alternatives they belong to one of them. */
    private void stripAnchors() {
        if (text.indexOf('|') >= 0) {
            return;
        }
        if (text.startsWith("^")) {
            at++;
        }
        if (end > at && text.charAt(end - 1) == '$' && !(end - 1 > at && text.charAt(end - 2) == '\\')) {
            end--;
        }
    }

    private Part alternatives() {
        Part first = sequence();
        if (peek() != '|') {
            return first;
        }
        int from = nfa.node();
        int to = nfa.node();
        nfa.free(from, first.from());
        nfa.free(first.to(), to);
        while (peek() == '|') {
            at++;
            Part other = sequence();
            int fork = nfa.node();
            nfa.free(fork, from);
            nfa.free(fork, other.from());
            nfa.free(other.to(), to);
            from = fork;
        }
        return new Part(from, to);
    }

    private Part sequence() {
        int from = nfa.node();
        int to = from;
        while (at < end && peek() != '|' && peek() != ')') {
            Part item = repeated();
            nfa.free(to, item.from());
            to = item.to();
        }
        int last = nfa.node();
        nfa.free(to, last);
        return new Part(from, last);
    }

    private Part repeated() {
        int atomFrom = at;
        Part once = atom();
        int atomTo = at;
        int min = 1;
        int max = 1;
        switch (peek()) {
            case '?' -> min = 0;
            case '*' -> {
                min = 0;
                max = UNBOUNDED;
            }
            case '+' -> max = UNBOUNDED;
            case '{' -> {
                at++;
                min = count();
                max = min;
                if (peek() == ',') {
                    at++;
                    max = peek() == '}' ? UNBOUNDED : count();
                }
                if (peek() != '}') {
                    throw new Unknown();
                }
            }
            default -> {
                return once;
            }
        }
        at++;
        if (peek() == '?') {
            at++;
        } else if (peek() == '+' || peek() == '*' || peek() == '{') {
            throw new Unknown();
        }
        int behind = at;
        Part whole = times(once, atomFrom, atomTo, min, max);
        at = behind;
        return whole;
    }

    private int count() {
        int from = at;
        while (at < end && Character.isDigit(peek())) {
            at++;
        }
        if (from == at || at - from > 4) {
            throw new Unknown();
        }
        return Integer.parseInt(text.substring(from, at));
    }

    /** The atom so many times, each a copy that is read anew. */
    private Part times(Part once, int atomFrom, int atomTo, int min, int max) {
        int from = nfa.node();
        int to = from;
        boolean used = false;
        int copies = max == UNBOUNDED ? Math.max(min, 1) : max;
        int out = nfa.node();
        for (int i = 0; i < copies; i++) {
            Part copy = used ? again(atomFrom, atomTo) : once;
            used = true;
            if (i >= min) {
                nfa.free(to, out);
                int entry = nfa.node();
                nfa.free(to, entry);
                to = entry;
            }
            nfa.free(to, copy.from());
            int exit = nfa.node();
            nfa.free(copy.to(), exit);
            if (max == UNBOUNDED && i == copies - 1) {
                int loop = nfa.node();
                nfa.free(exit, loop);
                nfa.free(loop, copy.from());
                int behind = nfa.node();
                nfa.free(loop, behind);
                exit = behind;
            }
            to = exit;
        }
        nfa.free(to, out);
        return new Part(from, out);
    }

    private Part again(int from, int to) {
        int stop = end;
        at = from;
        end = to;
        Part copy = atom();
        end = stop;
        return copy;
    }

    private Part atom() {
        char c = peek();
        switch (c) {
            case '(' -> {
                return group();
            }
            case '[' -> {
                return nfa.over(characterClass());
            }
            case '.' -> {
                at++;
                BitSet any = all();
                any.clear('\n');
                any.clear('\r');
                return nfa.over(any);
            }
            case '\\' -> {
                return nfa.over(escape());
            }
            default -> {
                if (META.indexOf(c) >= 0 || c >= Automaton.ALPHABET) {
                    throw new Unknown();
                }
                at++;
                return nfa.over(single(c));
            }
        }
    }

    private Part group() {
        at++;
        if (peek() == '?') {
            if (!text.startsWith("?:", at)) {
                throw new Unknown();
            }
            at += 2;
        }
        Part inner = alternatives();
        if (peek() != ')') {
            throw new Unknown();
        }
        at++;
        return inner;
    }

    private BitSet characterClass() {
        at++;
        boolean negated = peek() == '^';
        if (negated) {
            at++;
        }
        BitSet set = new BitSet();
        boolean first = true;
        while (peek() != ']' || first) {
            BitSet item = classItem();
            boolean range = peek() == '-' && at + 1 < end && text.charAt(at + 1) != ']';
            if (range && item.cardinality() == 1) {
                at++;
                BitSet last = classItem();
                if (last.cardinality() != 1) {
                    throw new Unknown();
                }
                item.set(item.nextSetBit(0), last.nextSetBit(0) + 1);
            }
            set.or(item);
            first = false;
        }
        at++;
        if (negated) {
            set.flip(0, Automaton.ALPHABET);
        }
        return set;
    }

    private BitSet classItem() {
        char c = peek();
        if (c == '\\') {
            return escape();
        }
        if (c == '[' || c == ']' || c == '&' || c == '^' || c >= Automaton.ALPHABET || at >= end) {
            throw new Unknown();
        }
        at++;
        return single(c);
    }

    private BitSet escape() {
        at++;
        char c = peek();
        at++;
        return switch (c) {
            case 'd' -> digits();
            case 'D' -> complement(digits());
            case 'w' -> word();
            case 'W' -> complement(word());
            case 's' -> space();
            case 'S' -> complement(space());
            case 't' -> single('\t');
            case 'n' -> single('\n');
            case 'r' -> single('\r');
            case 'f' -> single('\f');
            default -> {
                if (Character.isLetterOrDigit(c) || c >= Automaton.ALPHABET || at > end) {
                    throw new Unknown();
                }
                yield single(c);
            }
        };
    }

    private static BitSet digits() {
        BitSet set = new BitSet();
        set.set('0', '9' + 1);
        return set;
    }

    private static BitSet word() {
        BitSet set = digits();
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('_');
        return set;
    }

    private static BitSet space() {
        BitSet set = new BitSet();
        for (char c : " \t\n\u000B\f\r".toCharArray()) {
            set.set(c);
        }
        return set;
    }

    private static BitSet all() {
        return complement(new BitSet());
    }

    private static BitSet complement(BitSet set) {
        BitSet other = (BitSet) set.clone();
        other.flip(0, Automaton.ALPHABET);
        return other;
    }

    private static BitSet single(char c) {
        BitSet set = new BitSet();
        set.set(c);
        return set;
    }

    private char peek() {
        return at < end ? text.charAt(at) : '\0';
    }
}
