package stream.bench.fanout;

import java.util.List;
import java.util.Locale;

/// A small line graph as SVG: two quantities over one, each with an axis of its own. It has no background,
/// and colours that can be read on a light page and on a dark one.
///
/// @param across the name of what grows to the right
record Graph(String title, String across, Line left, Line right) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int MARGIN = 60;
    private static final int STEPS = 4;
    private static final String TEXT = "#7d8590";
    private static final String LEFT = "#1a9e7c";
    private static final String RIGHT = "#d9622b";

    /// One quantity.
    ///
    /// @param most where its axis ends, or at so many times this as the points need
    record Line(String name, double most, List<Point> points) {
        Line {
            points = List.copyOf(points);
            double highest = points.stream().mapToDouble(Point::y).max().orElse(0);
            most *= Math.max(1, Math.ceil(highest / most));
        }
    }

    record Point(double x, double y) {}

    String toSvg() {
        double widest = left.points().stream().mapToDouble(Point::x).max().orElse(1);
        var svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" fill="%s">
                <text x="%d" y="24" text-anchor="middle" font-size="15">%s</text>
                <text x="%d" y="%d" text-anchor="middle">%s</text>
                <text x="%d" y="48" fill="%s">%s</text>
                <text x="%d" y="48" text-anchor="end" fill="%s">%s</text>
                """, WIDTH, HEIGHT, TEXT, WIDTH / 2, title, WIDTH / 2, HEIGHT - 12, across, MARGIN, LEFT, left.name(),
                WIDTH - MARGIN, RIGHT, right.name()));
        for (int i = 0; i <= STEPS; i++) {
            double y = y(i, STEPS);
            svg.append(String.format(Locale.ROOT, """
                    <path d="M%d %.1fH%d" stroke="#7d8590" stroke-opacity="0.3"/>
                    <text x="%d" y="%.1f" text-anchor="end" fill="%s">%s</text>
                    <text x="%d" y="%.1f" fill="%s">%s</text>
                    """, MARGIN, y, WIDTH - MARGIN, MARGIN - 6, y + 4, LEFT, label(left.most() * i / STEPS),
                    WIDTH - MARGIN + 6, y + 4, RIGHT, label(right.most() * i / STEPS)));
        }
        for (var point : left.points()) {
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(point.x(), widest), HEIGHT - MARGIN + 18, label(point.x())));
        }
        draw(svg, left, LEFT, widest);
        draw(svg, right, RIGHT, widest);
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Line line, String colour, double widest) {
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"").append(colour).append("\" points=\"");
        for (var point : line.points()) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.x(), widest),
                    y(point.y(), line.most())));
        }
        svg.append("\"/>\n");
    }

    private static double x(double value, double widest) {
        return MARGIN + value / widest * (WIDTH - 2 * MARGIN);
    }

    private static double y(double value, double most) {
        return HEIGHT - MARGIN - value / most * (HEIGHT - 2 * MARGIN);
    }

    private static String label(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
