package io.travertine.query;

import io.travertine.columnar.ScanStatistics;
import io.travertine.query.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A tree of operators as text, an operator a line, inputs indented below. */
final class Explain {
    private Explain() {}

    /** @param analyze whether the operators have run and their figures are to be shown */
    static List<String> lines(Operator root, boolean analyze) {
        List<String> lines = new ArrayList<>();
        add(root, analyze, "", lines);
        return lines;
    }

    private static void add(Operator operator, boolean analyze, String indent, List<String> lines) {
        String line = indent + operator.describe();
        lines.add(analyze ? line + figures(operator) : line);
        for (Operator input : operator.inputs()) {
            add(input, analyze, indent + "  ", lines);
        }
    }

    private static String figures(Operator operator) {
        String figures = String.format(Locale.ROOT, "  (%d rows, %.3f ms", operator.rows(), operator.ownNanos() / 1e6);
        ScanStatistics scan = operator.scanStatistics();
        if (scan != null) {
            figures += ", read " + scan.rowsRead() + " of " + scan.rows() + " rows, skipped by range "
                    + scan.rowsSkippedByRange() + ", by zone map " + scan.rowsSkippedByZoneMap() + ", by index "
                    + scan.rowsSkippedByIndex() + ", " + scan.bytesRead() + " bytes";
        }
        return figures + ")";
    }
}
