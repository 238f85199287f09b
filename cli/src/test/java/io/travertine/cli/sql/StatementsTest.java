package io.travertine.cli.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void cutsAtSemicolons() {
        split("SELECT 1", "SELECT 1");
        split("SELECT 1;", "", "SELECT 1");
        split(" SELECT 1 ;\n;; SELECT 2; SELECT", "SELECT", "SELECT 1", "SELECT 2");
        split("", "");
    }

    @Test
    void notInsideQuotesAndComments() {
        split("SELECT 'a;b', \"c;d\";", "", "SELECT 'a;b', \"c;d\"");
        split("SELECT 'it''s;' -- one; two\n;", "", "SELECT 'it''s;' -- one; two");
        split("/* a; b */ SELECT 1 /* ; */;-- done;", "", "/* a; b */ SELECT 1 /* ; */");
        split("SELECT 'open;", "SELECT 'open;");
    }

    private static void split(String text, String rest, String... complete) {
        assertEquals(new Statements.Script(List.of(complete), rest), Statements.split(text), text);
    }
}
