package io.travertine.examples.ids;

import java.util.List;

/** Line charts side by side, as SVG. */
final class Panels {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 230;
    private static final int LEFT = 60;
    private static final int TOP = 44;
    private static final int PLOT_WIDTH = 230;
    private static final int PLOT_HEIGHT = 140;
    private static final int TICKS = 4;
    private static final List<String> COLOURS = List.of("#c1432e", "#2266aa", "#3a8a3a");

    /** A line's points; x and y have the same length. */
    record Line(String name, List<Double> x, List<Double> y) {}

    /** A chart; both axes begin at 0. */
    record Panel(String title, String xTitle, List<Line> lines) {}

    private final StringBuilder svg = new StringBuilder();

    private Panels() {}

    static String svg(List<Panel> panels, int columns) {
        int rows = (panels.size() + columns - 1) / columns;
        Panels drawing = new Panels();
        drawing.add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='11'>",
                columns * WIDTH, rows * HEIGHT);
        drawing.add("<rect width='100%%' height='100%%' fill='white'/>");
        for (int i = 0; i < panels.size(); i++) {
            drawing.add("<g transform='translate(%d %d)'>", i % columns * WIDTH, i / columns * HEIGHT);
            drawing.panel(panels.get(i));
            drawing.add("</g>");
        }
        drawing.add("</svg>");
        return drawing.svg.toString();
    }

    private void panel(Panel panel) {
        double maxX = max(panel.lines().stream().map(Line::x).toList());
        double maxY = max(panel.lines().stream().map(Line::y).toList());
        add("<text x='%d' y='16' font-weight='bold'>%s</text>", LEFT, panel.title());
        for (int tick = 0; tick <= TICKS; tick++) {
            int y = TOP + PLOT_HEIGHT - PLOT_HEIGHT * tick / TICKS;
            int x = LEFT + PLOT_WIDTH * tick / TICKS;
            add("<path d='M%d %dh%d' stroke='#ddd'/>", LEFT, y, PLOT_WIDTH);
            add("<text x='%d' y='%d' text-anchor='end'>%s</text>", LEFT - 5, y + 4, number(maxY * tick / TICKS));
            add(
                    "<text x='%d' y='%d' text-anchor='middle'>%s</text>",
                    x, TOP + PLOT_HEIGHT + 15, number(maxX * tick / TICKS));
        }
        add("<text x='%d' y='%d' text-anchor='middle'>%s</text>", LEFT + PLOT_WIDTH / 2, HEIGHT - 14, panel.xTitle());
        for (int i = 0; i < panel.lines().size(); i++) {
            Line line = panel.lines().get(i);
            add(
                    "<polyline fill='none' stroke-width='2' stroke='%s' points='%s'/>",
                    COLOURS.get(i), points(line, maxX, maxY));
            add("<text x='%d' y='34' fill='%s'>%s</text>", LEFT + 60 * i, COLOURS.get(i), line.name());
        }
    }

    private static String points(Line line, double maxX, double maxY) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.x().size(); i++) {
            double x = LEFT + PLOT_WIDTH * line.x().get(i) / maxX;
            double y = TOP + PLOT_HEIGHT * (1 - line.y().get(i) / maxY);
            points.append("%.1f,%.1f ".formatted(x, y));
        }
        return points.toString().strip();
    }

    /** The smallest of 1, 2, 4, 6, 8 times a power of ten that holds all. */
    private static double max(List<List<Double>> values) {
        double max = values.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double power = Math.pow(10, Math.floor(Math.log10(max)));
        return List.of(1, 2, 4, 6, 8, 10).stream()
                .mapToDouble(step -> step * power)
                .filter(step -> step >= max)
                .findFirst()
                .orElse(max);
    }

    private static String number(double value) {
        if (value >= 1e6) {
            return "%.3g million".formatted(value / 1e6).replaceAll("\\.?0+ ", " ");
        }
        return "%,d".formatted(Math.round(value));
    }

    private void add(String format, Object... values) {
        svg.append(format.formatted(values)).append('\n');
    }
}
