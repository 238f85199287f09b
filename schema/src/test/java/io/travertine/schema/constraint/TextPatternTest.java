package io.travertine.schema.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
    private static final int PATTERNS = Integer.getInteger("travertine.patterns", 4_000);
    private static final long SEED = Long.getLong("travertine.seed", 71);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z][a-z0-9_]{2,19}",
                "^[A-Z]{2}-\\d{4,6}$",
                "(?:\\+\\d{1,3} )?\\d+(?:-\\d+)*",
                "[^@]+@[^@]+\\.[a-z]{2,}",
                "true|false|\\s*",
                "a*?b+?",
                ""
            })
    void whatIsRegularRunsAsAnAutomaton(String regexp) {
        assertTrue(TextPattern.compile(regexp, 0).isAutomaton());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(a)\\1", "(?=a)a", "a++", "\\bx", "[a-z&&[^b]]", "^a|b$", "\\p{L}+", "(?i)a", "ä", "(a{90}){90}"
            })
    void theRestIsLeftToJava(String regexp) {
        TextPattern pattern = TextPattern.compile(regexp, 0);
        assertFalse(pattern.isAutomaton());
        for (String text : new String[] {"a", "aa", "x", "b", "ä", "Z", ""}) {
            assertEquals(Pattern.matches(regexp, text), pattern.matches(text), text);
        }
    }

    /** Random expressions and texts: whatever answers, it answers as Java does. */
    @Test
    void answersAsJavaDoes() {
        Random random = new Random(SEED);
        int automata = 0;
        for (int i = 0; i < PATTERNS; i++) {
            String regexp = alternatives(random, 3);
            TextPattern pattern = TextPattern.compile(regexp, 0);
            automata += pattern.isAutomaton() ? 1 : 0;
            for (int j = 0; j < 30; j++) {
                String text = text(random);
                assertEquals(
                        Pattern.matches(regexp, text),
                        pattern.matches(text),
                        () -> "seed " + SEED + ": '" + regexp + "' on '" + text + "'");
            }
        }
        assertTrue(automata > PATTERNS / 2, automata + " of " + PATTERNS);
    }

    private static String alternatives(Random random, int depth) {
        StringBuilder regexp = new StringBuilder(sequence(random, depth));
        while (random.nextInt(4) == 0) {
            regexp.append('|').append(sequence(random, depth));
        }
        return regexp.toString();
    }

    private static String sequence(Random random, int depth) {
        StringBuilder regexp = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            regexp.append(atom(random, depth)).append(quantifier(random));
        }
        return regexp.toString();
    }

    private static String atom(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0, 1 -> String.valueOf("ab-1 ".charAt(random.nextInt(5)));
            case 2 -> ".";
            case 3 -> new String[] {"\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\.", "\\n"}[random.nextInt(8)];
            case 4 -> new String[] {"[ab]", "[^a]", "[a-c1]", "[-a]", "[\\d.]", "[^\\s-]", "[a\\]]"}[random.nextInt(7)];
            case 5 -> "ä";
            case 6 -> "b";
            case 7 -> "(" + alternatives(random, depth - 1) + ")";
            default -> "(?:" + alternatives(random, depth - 1) + ")";
        };
    }

    private static String quantifier(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "?";
            case 1 -> "*";
            case 2 -> "+";
            case 3 -> "{2}";
            case 4 -> "{1,}";
            case 5 -> "{0,2}";
            case 6 -> "*?";
            default -> "";
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(random.nextInt(40) == 0 ? 'ä' : "aab-1 .\n]\r".charAt(random.nextInt(10)));
        }
        return text.toString();
    }

    @Test
    void aPatternThatDoesNotCompileIsRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> TextPattern.compile("[a-z", 0));
        assertTrue(String.valueOf(e.getMessage()).startsWith("the pattern '[a-z' does not compile: "), e.getMessage());
    }
}
