package stream.client.window;

import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import javax.swing.Icon;

/// A small picture of thin lines in the colour of the text beside it, drawn on a grid of 24 units.
record LineIcon(List<Shape> lines, int size) implements Icon {
    private static final double GRID = 24;
    private static final int SIZE = 18;

    /// An eye: those who watch.
    static final LineIcon VIEWERS = new LineIcon(List.of(eye(), circle(12, 12, 2.8)), SIZE);
    /// An arrow that leaves a box: opens elsewhere.
    static final LineIcon OPEN = new LineIcon(
            List.of(line(13, 5, 19, 5, 19, 11), line(19, 5, 11, 13), line(16, 14, 16, 19, 5, 19, 5, 8, 10, 8)), SIZE);
    /// Three sliders: choices.
    static final LineIcon CHOICES = new LineIcon(
            List.of(line(4, 7, 13, 7), line(18, 7, 20, 7), circle(15.5, 7, 2.3),
                    line(4, 17, 7, 17), line(12, 17, 20, 17), circle(9.5, 17, 2.3)), SIZE);

    /// An arrow to the right: there is more to unfold.
    static final LineIcon FOLDED = new LineIcon(List.of(line(9, 5, 16, 12, 9, 19)), SIZE);
    /// An arrow down: this is unfolded.
    static final LineIcon UNFOLDED = new LineIcon(List.of(line(5, 9, 12, 16, 19, 9)), SIZE);
    /// What somebody says: chat.
    static final LineIcon CHAT = new LineIcon(List.of(
            line(4, 5, 20, 5, 20, 16, 12, 16, 8, 20, 8, 16, 4, 16, 4, 5)), SIZE);

    private static Shape line(double... points) {
        var path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }

    private static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Shape eye() {
        var path = new Path2D.Double();
        path.moveTo(2.5, 12);
        path.curveTo(2.5, 12, 6, 5.8, 12, 5.8);
        path.curveTo(18, 5.8, 21.5, 12, 21.5, 12);
        path.curveTo(21.5, 12, 18, 18.2, 12, 18.2);
        path.curveTo(6, 18.2, 2.5, 12, 2.5, 12);
        path.closePath();
        return path;
    }

    @Override
    public int getIconWidth() {
        return size;
    }

    @Override
    public int getIconHeight() {
        return size;
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.translate(x, y);
        g.scale(size / GRID, size / GRID);
        g.setColor(component.getForeground());
        g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        lines.forEach(g::draw);
        g.dispose();
    }
}
