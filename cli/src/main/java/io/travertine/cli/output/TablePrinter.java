package io.travertine.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns, numbers to the right. The first {@value #ROWS_MEASURED} rows are held back to learn the widths; an answer with
 * more rows goes on with these, so that memory stays bounded and only a wider value further down stands out.
 */
final class TablePrinter implements RowPrinter {
    private static final int ROWS_MEASURED = 1_000;
    private static final int MAX_WIDTH = 120;

    private final List<String> columns;
    private final PrintWriter out;
    private final int[] widths;
    private final boolean[] right;
    private final List<List<String>> held = new ArrayList<>();
    private boolean headerPrinted;

    TablePrinter(List<String> columns, PrintWriter out) {
        this.columns = columns;
        this.out = out;
        widths = columns.stream().mapToInt(String::length).toArray();
        right = new boolean[columns.size()];
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        List<String> cells = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            @Nullable Object value = values.get(i);
            right[i] |= value instanceof Number;
            cells.add(cell(value));
        }
        if (headerPrinted) {
            print(cells);
            return;
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
        held.add(cells);
        if (held.size() == ROWS_MEASURED) {
            printHeld();
        }
    }

    @Override
    public void finish() {
        if (!headerPrinted) {
            printHeld();
        }
        out.flush();
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_WIDTH));
        for (int i = 0; i < text.length() && clean.length() < MAX_WIDTH; i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? ' ' : c);
        }
        if (text.length() > MAX_WIDTH) {
            clean.setCharAt(MAX_WIDTH - 1, '…');
        }
        return clean.toString();
    }

    private void printHeld() {
        headerPrinted = true;
        print(columns);
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        print(rule);
        held.forEach(this::print);
        held.clear();
    }

    private void print(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - cells.get(i).length()));
            line.append(i == 0 ? "" : "  ");
            line.append(right[i] ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.println(line.toString().stripTrailing());
    }
}
