package io.travertine.schema.constraint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression, in Java's syntax, that a whole text matches or not. Expressions that describe a regular language, without
 * look-around, back references and possessive quantifiers, are run as an automaton: one step for each character, whatever the
 * expression, and nothing allocated. The others, and texts with characters beyond ASCII, are left to {@link java.util.regex}. Immutable,
 * thread-safe.
 */
public final class TextPattern {
    private final Pattern pattern;
    private final @Nullable Automaton automaton;
    private final ThreadLocal<Matcher> matcher;

    private TextPattern(Pattern pattern, @Nullable Automaton automaton) {
        this.pattern = pattern;
        this.automaton = automaton;
        this.matcher = ThreadLocal.withInitial(() -> pattern.matcher(""));
    }

    /**
     * Compiles an expression.
     *
     * @param flags those of {@link Pattern}
     * @throws IllegalArgumentException says what is wrong with the expression, and where
     */
    public static TextPattern compile(String regexp, int flags) {
        try {
            Pattern pattern = Pattern.compile(regexp, flags);
            return new TextPattern(pattern, flags == 0 ? Automaton.of(regexp) : null);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern '" + regexp + "' does not compile: " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " near index " + e.getIndex()),
                    e);
        }
    }

    public boolean matches(CharSequence text) {
        Automaton fast = automaton;
        if (fast != null) {
            int answer = fast.run(text);
            if (answer != Automaton.UNKNOWN) {
                return answer == Automaton.MATCH;
            }
        }
        Matcher slow = matcher.get();
        boolean matches = slow.reset(text).matches();
        slow.reset("");
        return matches;
    }

    /** Whether matching takes one step for each character. */
    boolean isAutomaton() {
        return automaton != null;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
